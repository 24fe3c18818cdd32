package dev.cascade.bench.workload;

import dev.cascade.bench.load.Schedule;
import java.time.Duration;

/** Makes the services' virtual machines compile what will be measured. */
final class WarmUp {

  private static final double RATE = 100;

  private WarmUp() {}

  /** Runs orders that nobody measures. */
  static void run(Lab lab, LoadOptions load, DataOptions data, Goal goal)
      throws InterruptedException {
    if (load.systemWarmUp().isZero()) {
      return;
    }
    lab.out().println("warm-up: " + load.systemWarmUp().toSeconds() + " s at 100/s, discarded");
    Schedule schedule = new Schedule(RATE, Duration.ZERO, load.systemWarmUp());
    OrderVariant variant =
        OrderVariant.plain(lab, "warm-up", goal, load, schedule, OrderVariant.Spread.of(data));
    var discarded = variant.measure(0);
    discarded
        .findings()
        .samples()
        .forEach(finding -> lab.out().println("  warm-up, audit: " + finding));
  }
}
