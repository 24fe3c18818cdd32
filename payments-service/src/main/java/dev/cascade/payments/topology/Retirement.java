package dev.cascade.payments.topology;

import dev.cascade.streams.sweep.StoreSweep;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiPredicate;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Deletes what a store no longer needs, a bounded piece at a time, so that neither the store nor
 * the pause for a sweep grows without end. Where a quarter of a piece can go, the next one is twice
 * as large: entries go as fast as they come, up to some thousands a second, and a store has a third
 * more of them at most than it needs.
 */
final class Retirement<V> {

  /** Between two sweeps. */
  static final Duration INTERVAL = Duration.ofSeconds(1);

  private static final int LEAST_ENTRIES = 100;
  private static final int MOST_ENTRIES = 10_000;
  private static final int MANY = 4;
  private static final int FEW = 16;

  private final StoreSweep<String, V> sweep;
  private final BiPredicate<V, Instant> isRetired;
  private int entriesPerSweep = LEAST_ENTRIES;

  Retirement(KeyValueStore<String, V> store, BiPredicate<V, Instant> isRetired) {
    this.sweep = new StoreSweep<>(store);
    this.isRetired = isRetired;
  }

  /** Looks at the next piece of the store; starts again after the last one. */
  void sweep(Instant now) {
    StoreSweep.Step<String, V> step =
        sweep.step(entriesPerSweep, (_, value) -> isRetired.test(value, now));
    adapt(step.seen(), step.forgotten().size());
  }

  private void adapt(int seen, int retired) {
    if (retired * MANY > seen) {
      entriesPerSweep = Math.min(2 * entriesPerSweep, MOST_ENTRIES);
    } else if (retired * FEW < seen) {
      entriesPerSweep = Math.max(entriesPerSweep / 2, LEAST_ENTRIES);
    }
  }
}
