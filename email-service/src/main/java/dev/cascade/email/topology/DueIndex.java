package dev.cascade.email.topology;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Which ids are due when, in lanes, kept in a store so that a restart forgets none. */
final class DueIndex {

  private static final byte[] PRESENT = {1};

  private final KeyValueStore<DueKey, byte[]> store;

  DueIndex(KeyValueStore<DueKey, byte[]> store) {
    this.store = store;
  }

  static StoreBuilder<KeyValueStore<DueKey, byte[]>> builder(String name) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), DueKey.serde(), Serdes.ByteArray());
  }

  void add(int lane, Instant at, String id) {
    store.put(new DueKey(lane, at, id), PRESENT);
  }

  void remove(int lane, Instant at, String id) {
    store.delete(new DueKey(lane, at, id));
  }

  /** The earliest keys of the lane that are due, at most that many. */
  List<DueKey> due(int lane, Instant now, int limit) {
    return dueFrom(DueKey.firstOf(lane), now, limit);
  }

  /**
   * As {@link #due}, of those that do not sort before that key. A scan from the lane's start passes
   * over all that was removed there.
   */
  List<DueKey> dueFrom(DueKey from, Instant now, int limit) {
    List<DueKey> due = new ArrayList<>();
    try (KeyValueIterator<DueKey, byte[]> keys =
        store.range(from, DueKey.after(from.lane(), now))) {
      while (due.size() < limit && keys.hasNext()) {
        DueKey key = keys.next().key;
        if (!key.at().isAfter(now)) {
          due.add(key);
        }
      }
    }
    return due;
  }

  /** When the lane's earliest id is due. */
  Optional<Instant> next(int lane) {
    try (KeyValueIterator<DueKey, byte[]> keys =
        store.range(DueKey.firstOf(lane), DueKey.firstOf(lane + 1))) {
      return keys.hasNext()
          ? Optional.of(keys.next().key).filter(key -> key.lane() == lane).map(DueKey::at)
          : Optional.empty();
    }
  }

  /** How many ids wait in the lane; looks at each of them. */
  long count(int lane) {
    long count = 0;
    try (KeyValueIterator<DueKey, byte[]> keys =
        store.range(DueKey.firstOf(lane), DueKey.firstOf(lane + 1))) {
      while (keys.hasNext()) {
        count += keys.next().key.lane() == lane ? 1 : 0;
      }
    }
    return count;
  }
}
