package dev.cascade.bench.workload;

import dev.cascade.bench.load.Schedule;
import dev.cascade.bench.report.Measurement;
import java.time.Duration;

/** Makes the services' virtual machines compile what will be measured. */
final class WarmUp {

  private static final double RATE = 100;

  private WarmUp() {}

  /** What is run, and not measured. */
  private interface Run {
    Measurement of(Schedule schedule) throws InterruptedException;
  }

  /** Runs orders that nobody measures. */
  static void run(Lab lab, LoadOptions load, DataOptions data, Goal goal)
      throws InterruptedException {
    run(
        lab,
        load,
        "warm-up",
        schedule ->
            OrderVariant.plain(lab, "warm-up", goal, load, schedule, OrderVariant.Spread.of(data))
                .measure(0));
  }

  /** Runs orders on one of several systems. */
  static void run(Lab lab, LoadOptions load, Contender contender) throws InterruptedException {
    run(
        lab,
        load,
        "warm-up of " + contender.name(),
        schedule -> contender.measure("warm-up", Goal.VALIDATED, schedule, 0));
  }

  private static void run(Lab lab, LoadOptions load, String what, Run run)
      throws InterruptedException {
    if (load.systemWarmUp().isZero()) {
      return;
    }
    lab.out().printf("%s: %d s at 100/s, discarded%n", what, load.systemWarmUp().toSeconds());
    run.of(new Schedule(RATE, Duration.ZERO, load.systemWarmUp()))
        .findings()
        .samples()
        .forEach(finding -> lab.out().println("  warm-up, audit: " + finding));
  }
}
