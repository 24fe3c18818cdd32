package dev.cascade.payments.topology;

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
 * the pause for a sweep grows without end.
 */
final class Retirement<V> {

  private static final int ENTRIES_PER_SWEEP = 1_000;

  private final KeyValueStore<String, V> store;
  private final BiPredicate<V, Instant> isRetired;
  private @Nullable String next;

  Retirement(KeyValueStore<String, V> store, BiPredicate<V, Instant> isRetired) {
    this.store = store;
    this.isRetired = isRetired;
  }

  /** Looks at the next piece of the store; starts again after the last one. */
  void sweep(Instant now) {
    List<String> retired = new ArrayList<>();
    try (KeyValueIterator<String, V> entries = store.range(next, null)) {
      for (int seen = 0; seen < ENTRIES_PER_SWEEP && entries.hasNext(); seen++) {
        KeyValue<String, V> entry = entries.next();
        if (isRetired.test(entry.value, now)) {
          retired.add(entry.key);
        }
      }
      next = entries.hasNext() ? entries.peekNextKey() : null;
    }
    retired.forEach(store::delete);
  }
}
