package dev.cascade.streams.query;

import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.StreamsRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
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
    return Optional.ofNullable(keyValues(exposed).get(key))
        .map(value -> new StateItem(key, null, exposed.json().apply(value)));
  }

  List<StateItem> many(ExposedStore exposed, List<String> keys) {
    return keys.stream().flatMap(key -> one(exposed, key).stream()).toList();
  }

  /** The first entries after a key, in the store's own order: unsigned bytes of the key. */
  List<StateItem> page(ExposedStore exposed, @Nullable String after, int limit, boolean keysOnly) {
    List<StateItem> page = new ArrayList<>();
    try (KeyValueIterator<String, Object> entries = keyValues(exposed).range(after, null)) {
      while (entries.hasNext() && page.size() < limit) {
        KeyValue<String, Object> entry = entries.next();
        if (entry.value != null && !entry.key.equals(after)) {
          Object value = keysOnly ? null : exposed.json().apply(entry.value);
          page.add(new StateItem(entry.key, null, value));
        }
      }
    }
    return page;
  }

  List<StateItem> windows(ExposedStore exposed, String key, Instant from, Instant to, int limit) {
    List<StateItem> items = new ArrayList<>();
    try (WindowStoreIterator<Object> windows = windowed(exposed).fetch(key, from, to)) {
      while (windows.hasNext() && items.size() < limit) {
        KeyValue<Long, Object> window = windows.next();
        items.add(item(exposed, key, window.key, window.value));
      }
    }
    return items;
  }

  List<StateItem> allWindows(ExposedStore exposed, Instant from, Instant to, int limit) {
    List<StateItem> items = new ArrayList<>();
    try (KeyValueIterator<Windowed<String>, Object> windows =
        windowed(exposed).fetchAll(from, to)) {
      while (windows.hasNext() && items.size() < limit) {
        KeyValue<Windowed<String>, Object> entry = windows.next();
        items.add(item(exposed, entry.key.key(), entry.key.window().start(), entry.value));
      }
    }
    return items;
  }

  private static StateItem item(ExposedStore exposed, String key, long start, Object value) {
    return new StateItem(key, Instant.ofEpochMilli(start), exposed.json().apply(value));
  }

  private ReadOnlyKeyValueStore<String, Object> keyValues(ExposedStore exposed) {
    return applicationOf(exposed)
        .client()
        .store(
            StoreQueryParameters.fromNameAndType(
                exposed.store(), QueryableStoreTypes.<String, Object>keyValueStore()));
  }

  private ReadOnlyWindowStore<String, Object> windowed(ExposedStore exposed) {
    return applicationOf(exposed)
        .client()
        .store(
            StoreQueryParameters.fromNameAndType(
                exposed.store(), QueryableStoreTypes.<String, Object>windowStore()));
  }
}
