package dev.cascade.payments.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

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

  private final KeyValueStore<String, V> store;
  private final BiPredicate<V, Instant> isRetired;
  private @Nullable String next;
  private int entriesPerSweep = LEAST_ENTRIES;

  Retirement(KeyValueStore<String, V> store, BiPredicate<V, Instant> isRetired) {
    this.store = store;
    this.isRetired = isRetired;
  }

  /** Looks at the next piece of the store; starts again after the last one. */
  void sweep(Instant now) {
    List<String> retired = new ArrayList<>();
    int seen = 0;
    try (KeyValueIterator<String, V> entries = store.range(next, null)) {
      while (seen < entriesPerSweep && entries.hasNext()) {
        seen++;
        KeyValue<String, V> entry = entries.next();
        if (isRetired.test(entry.value, now)) {
          retired.add(entry.key);
        }
      }
      next = entries.hasNext() ? entries.peekNextKey() : null;
    }
    retired.forEach(store::delete);
    adapt(seen, retired.size());
  }

  private void adapt(int seen, int retired) {
    if (retired * MANY > seen) {
      entriesPerSweep = Math.min(2 * entriesPerSweep, MOST_ENTRIES);
    } else if (retired * FEW < seen) {
      entriesPerSweep = Math.max(entriesPerSweep / 2, LEAST_ENTRIES);
    }
  }
}
