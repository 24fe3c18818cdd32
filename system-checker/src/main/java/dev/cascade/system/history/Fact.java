package dev.cascade.system.history;

import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * One committed record.
 *
 * @param key as text, empty where the record has none
 * @param value decoded; null for a tombstone, for raw bytes and for poison
 * @param poison whether the topic has a schema and the bytes do not follow it
 */
public record Fact(
    String topic,
    int partition,
    long offset,
    String key,
    @Nullable IndexedRecord value,
    boolean poison,
    Map<String, String> headers) {

  /** The value's fields. */
  public Fields fields() {
    if (value == null) {
      throw new AssertionError("No value in " + place());
    }
    return new Fields(value);
  }

  /** Where it is. */
  public Place place() {
    return new Place(topic, partition, offset);
  }

  /** A place in the log. */
  public record Place(String topic, int partition, long offset) {

    @Override
    public String toString() {
      return topic + "-" + partition + "@" + offset;
    }
  }
}
