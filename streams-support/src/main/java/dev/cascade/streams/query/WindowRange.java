package dev.cascade.streams.query;

import java.time.Instant;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;
import org.jspecify.annotations.Nullable;

/**
 * Which windows of a store are asked for.
 *
 * @param key whose windows, null for those of all keys
 * @param from the earliest start
 * @param to the latest start
 * @param after only windows behind this place
 */
record WindowRange(@Nullable String key, Instant from, Instant to, WindowPlace after) {

  /** The windows in the range of time, in no order; {@link #contains} has to be asked too. */
  KeyValueIterator<Windowed<String>, Object> in(ReadOnlyWindowStore<String, Object> store) {
    Instant start = after.start().isAfter(from) ? after.start() : from;
    return key == null ? store.fetchAll(start, to) : store.fetch(key, key, start, to);
  }

  boolean contains(WindowPlace place) {
    return place.compareTo(after) > 0;
  }
}
