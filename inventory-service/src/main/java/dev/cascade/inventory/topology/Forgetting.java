package dev.cascade.inventory.topology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a store a few entries at a time, over and over, and deletes what may be forgotten.
 * Needs no index by time, and no step of it holds up the records for long.
 */
final class Forgetting<K, V> {

  private final KeyValueStore<K, V> store;
  private final BiPredicate<V, Instant> mayForget;
  private final int entriesPerStep;

  private @Nullable K next;
  private long kept;
  private long keptInLastRound;

  Forgetting(KeyValueStore<K, V> store, BiPredicate<V, Instant> mayForget, int entriesPerStep) {
    this.store = store;
    this.mayForget = mayForget;
    this.entriesPerStep = entriesPerStep;
  }

  /** Looks at the next entries. */
  void step(Instant now, BiPredicate<K, V> counts) {
    List<K> forgotten = new ArrayList<>();
    try (KeyValueIterator<K, V> entries = fromHere()) {
      for (int seen = 0; seen < entriesPerStep && entries.hasNext(); seen++) {
        KeyValue<K, V> entry = entries.next();
        if (mayForget.test(entry.value, now)) {
          forgotten.add(entry.key);
        } else if (counts.test(entry.key, entry.value)) {
          kept++;
        }
      }
      remember(entries.hasNext() ? entries.peekNextKey() : null);
    }
    forgotten.forEach(store::delete);
  }

  /** How many entries counted when the last whole round through the store ended. */
  long counted() {
    return keptInLastRound;
  }

  private KeyValueIterator<K, V> fromHere() {
    return next == null ? store.all() : store.range(next, null);
  }

  private void remember(@Nullable K key) {
    next = key;
    if (key == null) {
      keptInLastRound = kept;
      kept = 0;
    }
  }
}
