package dev.cascade.simulation.runtime;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A key-value store in memory: bytes, sorted as RocksDB sorts them, so ranges and serdes are those
 * of the real one. Every change goes to the changelog at once.
 */
final class SimStore<K, V> implements KeyValueStore<K, V> {

  private final String name;
  private final Serde<K> keys;
  private final Serde<V> values;
  private final NavigableMap<Bytes, byte[]> data = new TreeMap<>();
  private final BiConsumer<byte[], byte @Nullable []> changelog;

  SimStore(
      String name,
      Serde<K> keys,
      Serde<V> values,
      BiConsumer<byte[], byte @Nullable []> changelog) {
    this.name = name;
    this.keys = keys;
    this.values = values;
    this.changelog = changelog;
  }

  /** Takes over what the changelog says, without writing it there again. */
  void restore(byte[] key, byte @Nullable [] value) {
    if (value == null) {
      data.remove(Bytes.wrap(key));
    } else {
      data.put(Bytes.wrap(key), value);
    }
  }

  @Override
  @SuppressWarnings("NullAway") // Kafka's null is absence
  public void put(K key, V value) {
    byte[] raw = keys.serializer().serialize(name, key);
    byte[] bytes = value == null ? null : values.serializer().serialize(name, value);
    restore(raw, bytes);
    changelog.accept(raw, bytes);
  }

  @Override
  @SuppressWarnings("NullAway")
  public V putIfAbsent(K key, V value) {
    V before = get(key);
    if (before == null) {
      put(key, value);
    }
    return before;
  }

  @Override
  public void putAll(List<KeyValue<K, V>> entries) {
    entries.forEach(entry -> put(entry.key, entry.value));
  }

  @Override
  @SuppressWarnings("NullAway")
  public V delete(K key) {
    V before = get(key);
    put(key, null);
    return before;
  }

  @Override
  @SuppressWarnings("NullAway")
  public V get(K key) {
    byte[] bytes = data.get(bytes(key));
    return bytes == null ? null : values.deserializer().deserialize(name, bytes);
  }

  @Override
  public KeyValueIterator<K, V> range(@Nullable K from, @Nullable K to) {
    NavigableMap<Bytes, byte[]> part = data;
    if (from != null && to != null && bytes(from).compareTo(bytes(to)) > 0) {
      return new Entries(new TreeMap<>());
    }
    if (from != null) {
      part = part.tailMap(bytes(from), true);
    }
    return new Entries(to == null ? part : part.headMap(bytes(to), true));
  }

  @Override
  public KeyValueIterator<K, V> all() {
    return new Entries(data);
  }

  @Override
  public long approximateNumEntries() {
    return data.size();
  }

  private Bytes bytes(K key) {
    return Bytes.wrap(keys.serializer().serialize(name, key));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {}

  @Override
  public void close() {}

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  /** What was there when the iteration began, as a RocksDB iterator shows it. */
  private final class Entries implements KeyValueIterator<K, V> {

    private final List<Map.Entry<Bytes, byte[]>> snapshot;
    private int next;

    Entries(NavigableMap<Bytes, byte[]> part) {
      this.snapshot = part.isEmpty() ? List.of() : copy(part.entrySet().iterator());
    }

    private static List<Map.Entry<Bytes, byte[]>> copy(Iterator<Map.Entry<Bytes, byte[]>> entries) {
      List<Map.Entry<Bytes, byte[]>> copy = new ArrayList<>();
      entries.forEachRemaining(entry -> copy.add(Map.entry(entry.getKey(), entry.getValue())));
      return copy;
    }

    @Override
    public boolean hasNext() {
      return next < snapshot.size();
    }

    @Override
    public KeyValue<K, V> next() {
      Map.Entry<Bytes, byte[]> entry = snapshot.get(next++);
      return KeyValue.pair(key(entry), values.deserializer().deserialize(name, entry.getValue()));
    }

    @Override
    public K peekNextKey() {
      return key(snapshot.get(next));
    }

    private K key(Map.Entry<Bytes, byte[]> entry) {
      return keys.deserializer().deserialize(name, entry.getKey().get());
    }

    @Override
    public void close() {}
  }
}
