package dev.cascade.bench;

import dev.cascade.bench.workload.Capacity;
import dev.cascade.bench.workload.Cost;
import dev.cascade.bench.workload.Durations;
import dev.cascade.bench.workload.FloorWorkload;
import dev.cascade.bench.workload.Footprint;
import dev.cascade.bench.workload.OrderConfirmed;
import dev.cascade.bench.workload.OrderValidated;
import dev.cascade.bench.workload.Payments;
import dev.cascade.bench.workload.Peers;
import dev.cascade.bench.workload.Recovery;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The bench: {@code bench [WORKLOAD] [options]}. */
@Command(
    name = "bench",
    description = {
      "Measures the running ecosystem, and starts it if it does not run.",
      "Without a workload, all of them are run with their defaults; that takes about an hour."
    },
    footer = {
      "",
      "Results are printed, and written as JSON and SVG to CASCADE_HOME/bench.",
      "Exit code 0: all runs count. 1: a run is void, or the bench failed. 2: wrong usage."
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      FloorWorkload.class,
      OrderValidated.class,
      OrderConfirmed.class,
      Payments.class,
      Cost.class,
      Capacity.class,
      Footprint.class,
      Recovery.class,
      Peers.class
    })
public final class Bench implements Callable<Integer> {

  private static final List<String> ALL =
      List.of(
          "floor",
          "order-validated",
          "order-confirmed",
          "payments",
          "cost",
          "capacity",
          "footprint",
          "recovery",
          "peers");

  /** Runs the bench and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine commandLine =
        new CommandLine(new Bench())
            .registerConverter(Duration.class, new Durations())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExpandAtFiles(false);
    return commandLine.setExecutionExceptionHandler((failure, command, _) -> {
      command.getErr().println("bench: " + failure.getMessage());
      if (Boolean.getBoolean("bench.trace") || failure.getMessage() == null) {
        failure.printStackTrace(command.getErr());
      }
      return 1;
    });
  }

  @Override
  public Integer call() {
    return ALL.stream().mapToInt(workload -> commandLine().execute(workload)).max().orElse(0);
  }
}
