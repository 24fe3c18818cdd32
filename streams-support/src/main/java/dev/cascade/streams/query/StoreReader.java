package dev.cascade.streams.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.schemas.personal.PersonalFields;
import dev.cascade.streams.personal.PersonalJson;
import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.StreamsRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;
import org.jspecify.annotations.Nullable;

/** Reads the part of an exposed store that this instance holds. */
@ApplicationScoped
class StoreReader {

  private final StreamsRuntime runtime;
  private final ObjectMapper json;

  /** By topic; empty where nothing is personal. */
  private final Map<String, Optional<Schema>> contracts = new ConcurrentHashMap<>();

  StoreReader(StreamsRuntime runtime, ObjectMapper json) {
    this.runtime = runtime;
    this.json = ExactTrees.by(json);
  }

  ManagedStreams applicationOf(ExposedStore exposed) {
    return runtime.application(exposed.application());
  }

  Optional<StateItem> one(ExposedStore exposed, String key) {
    return one(exposed, key, partitionOf(exposed, key));
  }

  private Optional<StateItem> one(ExposedStore exposed, String key, int partition) {
    return Optional.ofNullable(keyValues(exposed, partition).get(key))
        .map(value -> new StateItem(key, null, shown(exposed, value)));
  }

  /** Those of the keys that lie in the partitions. */
  List<StateItem> many(ExposedStore exposed, List<String> keys, Set<Integer> partitions) {
    return keys.stream()
        .flatMap(key ->
            (switch (exposed.placement()) {
              case BY_KEY ->
                  partitions.contains(partitionOf(exposed, key))
                      ? one(exposed, key).stream()
                      : Stream.<StateItem>empty();
              case ANYWHERE ->
                  partitions.stream().flatMap(partition -> one(exposed, key, partition).stream());
            }))
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
            Object value = keysOnly ? null : shown(exposed, entry.value);
            page.add(new StateItem(entry.key, null, value));
            taken++;
          }
        }
      }
    }
    return page;
  }

  /** The first windows of the range, by start and then by key. */
  List<StateItem> windows(
      ExposedStore exposed, WindowRange range, int limit, Set<Integer> partitions) {
    NavigableMap<WindowPlace, Object> first = new TreeMap<>();
    for (int partition : partitions) {
      try (KeyValueIterator<Windowed<String>, Object> windows =
          range.in(windowed(exposed, partition))) {
        windows.forEachRemaining(entry -> keep(first, entry, range, limit));
      }
    }
    return first.entrySet().stream()
        .map(it ->
            new StateItem(it.getKey().key(), it.getKey().start(), shown(exposed, it.getValue())))
        .toList();
  }

  /** The value for people who look into stores: what is about a person is masked. */
  private Object shown(ExposedStore exposed, Object value) {
    Object view = exposed.json().apply(value);
    Optional<Schema> contract = contracts.computeIfAbsent(exposed.topic(), StoreReader::personal);
    if (contract.isEmpty()) {
      return view;
    }
    JsonNode masked = json.valueToTree(view);
    PersonalJson.mask(contract.get(), masked);
    return masked;
  }

  private static Optional<Schema> personal(String topic) {
    return PersonalFields.contractOf(topic).filter(PersonalFields::areIn);
  }

  private static void keep(
      NavigableMap<WindowPlace, Object> first,
      KeyValue<Windowed<String>, Object> entry,
      WindowRange range,
      int limit) {
    WindowPlace place =
        new WindowPlace(Instant.ofEpochMilli(entry.key.window().start()), entry.key.key());
    if (entry.value != null && range.contains(place)) {
      first.put(place, entry.value);
      if (first.size() > limit) {
        first.pollLastEntry();
      }
    }
  }

  private int partitionOf(ExposedStore exposed, String key) {
    return StorePartitions.ofKey(applicationOf(exposed), exposed.store(), key).partition();
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
