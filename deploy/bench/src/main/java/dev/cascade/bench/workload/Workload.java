package dev.cascade.bench.workload;

import dev.cascade.bench.ecosystem.Installation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A workload as a command: checks its options, enters the lab, measures. */
abstract class Workload implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException saying which one cannot be
   */
  abstract void check();

  /** Measures; the exit code. */
  abstract int measure(Lab lab) throws InterruptedException;

  @Override
  public final Integer call() throws InterruptedException {
    Installation installation;
    try {
      check();
      installation = Installation.of(Path.of(""), System.getenv());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
    try (Lab lab = new Lab(installation, System.out)) {
      lab.out().println("== " + name());
      return measure(lab);
    }
  }

  /** The workload's name on the command line. */
  final String name() {
    return spec.name();
  }

  /** The options as they hold, for the result. */
  final Map<String, String> given() {
    Map<String, String> options = new LinkedHashMap<>();
    spec.options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .forEach(option -> options.put(option.longestName(), Objects.toString(option.getValue())));
    return options;
  }
}
