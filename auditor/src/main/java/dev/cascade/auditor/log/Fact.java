package dev.cascade.auditor.log;

import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * One committed record.
 *
 * @param place where it is
 * @param at the record's timestamp
 * @param key as text, empty where it has none
 * @param value decoded; null for a tombstone, for raw bytes and for poison
 * @param isPoison whether the topic has a schema and the bytes do not follow it
 * @param origin of a dead letter: the record that it is about
 */
public record Fact(
    Place place,
    Instant at,
    String key,
    @Nullable SpecificRecord value,
    boolean isPoison,
    Optional<Place> origin) {

  /** The topic. */
  public String topic() {
    return place.topic();
  }

  /** The value, where it is one of that topic; some topics share a type. */
  public <T extends SpecificRecord> Optional<T> of(String topic, Class<T> type) {
    return topic().equals(topic) && type.isInstance(value)
        ? Optional.of(type.cast(value))
        : Optional.empty();
  }

  /** Whether the key was deleted. */
  public boolean isTombstone() {
    return value == null && !isPoison && origin.isEmpty();
  }
}
