package dev.cascade.streams.query;

import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.StreamsRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/** Reads the part of an exposed store that this instance holds. */
@ApplicationScoped
class StoreReader {

  private final StreamsRuntime runtime;

  StoreReader(StreamsRuntime runtime) {
    this.runtime = runtime;
  }

  ManagedStreams applicationOf(ExposedStore exposed) {
    return runtime.application(exposed.application());
  }

  Optional<StateItem> one(ExposedStore exposed, String key) {
    return Optional.ofNullable(keyValues(exposed, key).get(key))
        .map(value -> new StateItem(key, null, exposed.json().apply(value)));
  }

  /** Those of the keys that lie in the partitions. */
  List<StateItem> many(ExposedStore exposed, List<String> keys, Set<Integer> partitions) {
    return keys.stream()
        .filter(key -> partitions.contains(partitionOf(exposed, key)))
        .flatMap(key -> one(exposed, key).stream())
        .toList();
  }

  /** The first entries of each partition after a key, by unsigned bytes of the key. */
  List<StateItem> page(
      ExposedStore exposed,
      @Nullable String after,
      int limit,
      boolean keysOnly,
      Set<Integer> partitions) {
    List<StateItem> page = new ArrayList<>();
    for (int partition : partitions) {
      try (KeyValueIterator<String, Object> entries =
          keyValues(exposed, partition).range(after, null)) {
        for (int taken = 0; entries.hasNext() && taken < limit; ) {
          KeyValue<String, Object> entry = entries.next();
          if (entry.value != null && !entry.key.equals(after)) {
            Object value = keysOnly ? null : exposed.json().apply(entry.value);
            page.add(new StateItem(entry.key, null, value));
            taken++;
          }
        }
      }
    }
    return page;
  }

  /** The windows of a key, when it lies in one of the partitions. */
  List<StateItem> windows(
      ExposedStore exposed,
      String key,
      Instant from,
      Instant to,
      int limit,
      Set<Integer> partitions) {
    int partition = partitionOf(exposed, key);
    if (!partitions.contains(partition)) {
      return List.of();
    }
    List<StateItem> items = new ArrayList<>();
    try (WindowStoreIterator<Object> windows = windowed(exposed, partition).fetch(key, from, to)) {
      while (windows.hasNext() && items.size() < limit) {
        KeyValue<Long, Object> window = windows.next();
        items.add(item(exposed, key, window.key, window.value));
      }
    }
    return items;
  }

  /** The windows of all keys of the partitions. */
  List<StateItem> allWindows(
      ExposedStore exposed, Instant from, Instant to, int limit, Set<Integer> partitions) {
    List<StateItem> items = new ArrayList<>();
    for (int partition : partitions) {
      try (KeyValueIterator<Windowed<String>, Object> windows =
          windowed(exposed, partition).fetchAll(from, to)) {
        for (int taken = 0; windows.hasNext() && taken < limit; taken++) {
          KeyValue<Windowed<String>, Object> entry = windows.next();
          items.add(item(exposed, entry.key.key(), entry.key.window().start(), entry.value));
        }
      }
    }
    return items;
  }

  private static StateItem item(ExposedStore exposed, String key, long start, Object value) {
    return new StateItem(key, Instant.ofEpochMilli(start), exposed.json().apply(value));
  }

  private int partitionOf(ExposedStore exposed, String key) {
    return StorePartitions.ofKey(applicationOf(exposed), exposed.store(), key).partition();
  }

  private ReadOnlyKeyValueStore<String, Object> keyValues(ExposedStore exposed, String key) {
    return keyValues(exposed, partitionOf(exposed, key));
  }

  private ReadOnlyKeyValueStore<String, Object> keyValues(ExposedStore exposed, int partition) {
    return StorePartitions.open(
        applicationOf(exposed),
        exposed.store(),
        partition,
        QueryableStoreTypes.<String, Object>keyValueStore());
  }

  private ReadOnlyWindowStore<String, Object> windowed(ExposedStore exposed, int partition) {
    return StorePartitions.open(
        applicationOf(exposed),
        exposed.store(),
        partition,
        QueryableStoreTypes.<String, Object>windowStore());
  }
}
