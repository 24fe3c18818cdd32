package dev.cascade.bench.workload;

import dev.cascade.bench.load.OpenLoop;
import dev.cascade.bench.load.Schedule;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** How much load, how long and how often. */
public final class LoadOptions {

  @Option(
      names = "--rate",
      split = ",",
      paramLabel = "PER_SECOND",
      description = "Arrivals per second; several with commas between, lowest first.")
  private List<Double> rates = List.of();

  @Option(
      names = "--duration",
      defaultValue = "30s",
      description = "How long each run is measured (default ${DEFAULT-VALUE}).")
  private Duration duration = Duration.ofSeconds(30);

  @Option(
      names = "--warmup",
      defaultValue = "10s",
      description = "How long each run is under load before (default ${DEFAULT-VALUE}).")
  private Duration warmUp = Duration.ofSeconds(10);

  @Option(
      names = "--system-warmup",
      defaultValue = "60s",
      description =
          "How long system and driver are warmed up first, at 100 per second (default ${DEFAULT-VALUE}).")
  private Duration systemWarmUp = Duration.ofSeconds(60);

  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "How often each variant is run, in turn (default ${DEFAULT-VALUE}).")
  private int runs = 3;

  @Option(
      names = "--drain",
      defaultValue = "20s",
      description =
          "How long answers are waited for after the last arrival (default ${DEFAULT-VALUE}).")
  private Duration drain = Duration.ofSeconds(20);

  @Option(
      names = "--patience",
      defaultValue = "60s",
      description =
          "How long everything may take to settle for the audit (default ${DEFAULT-VALUE}).")
  private Duration patience = Duration.ofSeconds(60);

  @Option(
      names = "--max-in-flight",
      defaultValue = "4000",
      description =
          "Most operations under way; more wait, and count as stalled (default ${DEFAULT-VALUE}).")
  private int maxInFlight = 4_000;

  /**
   * Checks the options.
   *
   * @throws IllegalArgumentException saying which one cannot be
   */
  void check() {
    if (rates.stream().anyMatch(rate -> !(rate > 0))) {
      throw new IllegalArgumentException("--rate must be above 0, not " + rates);
    }
    if (!duration.isPositive() || warmUp.isNegative() || systemWarmUp.isNegative()) {
      throw new IllegalArgumentException(
          "--duration must be above 0, --warmup and --system-warmup must not be below");
    }
    if (runs < 1 || maxInFlight < 1) {
      throw new IllegalArgumentException("--runs and --max-in-flight must be 1 or more");
    }
  }

  List<Double> ratesOr(List<Double> otherwise) {
    return rates.isEmpty() ? otherwise : rates;
  }

  int runs() {
    return runs;
  }

  Duration duration() {
    return duration;
  }

  Duration patience() {
    return patience;
  }

  /** How long a blocking read waits: as long as answers are waited for at all. */
  Duration drain() {
    return drain;
  }

  Schedule schedule(double rate) {
    return new Schedule(rate, warmUp, duration);
  }

  Duration systemWarmUp() {
    return systemWarmUp;
  }

  OpenLoop driver(Schedule schedule) {
    return new OpenLoop(schedule, maxInFlight, drain);
  }
}
