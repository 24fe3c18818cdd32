package dev.cascade.streams.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a store a piece at a time, over and over, and deletes what may be forgotten. Needs
 * no index by time, and no step of it holds up the records for long. Used by one thread.
 *
 * @param <K> the store's keys
 * @param <V> the store's values
 */
public final class StoreSweep<K, V> {

  private final KeyValueStore<K, V> store;
  private @Nullable K next;

  /** Begins at the store's first entry. */
  public StoreSweep(KeyValueStore<K, V> store) {
    this.store = store;
  }

  /**
   * What a step did.
   *
   * @param seen how many entries it looked at
   * @param forgotten those that it deleted, in the order of their keys
   * @param endsRound whether the last entry was among them, so that the next step begins anew
   */
  public record Step<K, V>(int seen, List<KeyValue<K, V>> forgotten, boolean endsRound) {

    /** Copies the list. */
    public Step {
      forgotten = List.copyOf(forgotten);
    }
  }

  /**
   * Looks at the next entries.
   *
   * @param most how many
   * @param mayForget asked once for each of them
   */
  public Step<K, V> step(int most, BiPredicate<K, V> mayForget) {
    List<KeyValue<K, V>> forgotten = new ArrayList<>();
    int seen = 0;
    try (KeyValueIterator<K, V> entries = fromHere()) {
      for (; seen < most && entries.hasNext(); seen++) {
        KeyValue<K, V> entry = entries.next();
        if (mayForget.test(entry.key, entry.value)) {
          forgotten.add(entry);
        }
      }
      next = entries.hasNext() ? entries.peekNextKey() : null;
    }
    forgotten.forEach(entry -> store.delete(entry.key));
    return new Step<>(seen, forgotten, next == null);
  }

  private KeyValueIterator<K, V> fromHere() {
    return next == null ? store.all() : store.range(next, null);
  }
}
