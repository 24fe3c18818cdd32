package dev.cascade.simulation.cli;

import dev.cascade.simulation.oracle.Oracle;
import dev.cascade.simulation.run.Campaign;
import dev.cascade.simulation.run.CommittedRecords;
import dev.cascade.simulation.run.Outcome;
import dev.cascade.simulation.run.Runs;
import dev.cascade.simulation.run.Shrinker;
import dev.cascade.simulation.world.Sabotage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./cascade simulate}: runs seeds, or one seed again, and says what broke. */
@Command(
    name = "cascade simulate",
    sortOptions = false,
    description = {
      "Runs the services' real topologies on a simulated log. Crashes, fencing, moves of",
      "tasks, lost time and duplicates are drawn from a seed; what is committed is judged.",
      ""
    },
    footer = {
      "",
      "Exit code: 0 when every promise is kept, 1 when one is broken, 2 for bad usage."
    })
public final class Simulate implements Callable<Integer> {

  private static final int SHRINKING_RUNS = 4_000;
  private static final long PROGRESS_EVERY = 1_000;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Says this.")
  private boolean help;

  @Option(names = "--seeds", paramLabel = "N", description = "How many seeds (1000).")
  private long seeds = 1_000;

  @Option(names = "--from", paramLabel = "S", description = "The first one (1).")
  private long from = 1;

  @Option(
      names = "--threads",
      paramLabel = "T",
      description = "Seeds that run at once (one for each processor).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--replay",
      paramLabel = "SEED",
      description = "Runs that seed alone and tells its history, shrunk if it breaks something.")
  private @Nullable Long replay;

  @Option(
      names = "--without",
      paramLabel = "WHAT",
      description = {
        "Switches something off in the simulation, to see it caught:",
        "${COMPLETION-CANDIDATES} (NONE)."
      })
  private Sabotage without = Sabotage.NONE;

  @Option(
      names = "--committed",
      paramLabel = "FOLDER",
      description = {
        "Runs every seed to its end, judges nothing, and writes what is committed",
        "into a file for each seed."
      })
  private @Nullable Path committed;

  /** Runs the command line and exits. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new Simulate())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExpandAtFiles(false)
            .execute(arguments));
  }

  @Override
  public Integer call() {
    if (seeds < 1 || threads < 1) {
      throw new ParameterException(line(), "--seeds and --threads are 1 or more");
    }
    if (committed != null) {
      return write(committed);
    }
    return replay == null ? campaign() : replay(replay);
  }

  private int campaign() {
    long started = System.nanoTime();
    Campaign.Result result =
        new Campaign(from, seeds, threads, without)
            .run(done -> {
              if (done % PROGRESS_EVERY == 0) {
                say("%,d of %,d seeds".formatted(done, seeds));
              }
            });
    say(
        "%,d seeds from %d, %,d steps, %,d committed records, %,d judgements, %.1f s"
            .formatted(
                result.seeds(),
                from,
                result.steps(),
                result.facts(),
                result.judged(),
                (System.nanoTime() - started) / 1e9));
    result.broken().ifPresent(outcome -> tell(new Runs(without), outcome));
    return result.broken().isPresent() ? 1 : 0;
  }

  private int write(Path folder) {
    Runs runs = new Runs(without, Oracle::new, true);
    for (long seed = from; seed < from + seeds; seed++) {
      CommittedRecords records = new CommittedRecords();
      Outcome _ = runs.draw(seed, oracle -> oracle.after(records));
      records.write(folder.resolve(seed + ".avro"));
    }
    return 0;
  }

  private int replay(long seed) {
    Runs runs = new Runs(without);
    Outcome outcome = runs.draw(seed);
    if (outcome.isBroken()) {
      tell(runs, outcome);
      return 1;
    }
    runs.history(outcome.script()).forEach(this::say);
    say("Seed " + seed + " keeps every promise");
    return 0;
  }

  private void tell(Runs runs, Outcome outcome) {
    long seed = outcome.script().seed();
    say("Seed " + seed + " breaks a promise: " + outcome.violations().getFirst());
    Outcome shortest = new Shrinker(runs, SHRINKING_RUNS).shrink(outcome);
    say(
        "Shrunk from %d steps to %d, with a fair end:"
            .formatted(outcome.script().steps().size(), shortest.script().steps().size()));
    runs.history(shortest.script()).forEach(this::say);
    shortest.violations().forEach(violation -> say("BROKEN " + violation));
    String what = without == Sabotage.NONE ? "" : " --without " + without;
    say("Again: ./cascade simulate --replay " + seed + what);
  }

  private void say(String text) {
    PrintWriter out = line().getOut();
    out.println(text);
    out.flush();
  }

  private CommandLine line() {
    if (spec == null) {
      throw new IllegalStateException("No command line");
    }
    return spec.commandLine();
  }
}
