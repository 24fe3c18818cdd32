package dev.cascade.streams.serde;

import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * For a store that is filled from a topic's raw bytes when it is restored: a value that cannot be
 * read counts as absent. Its dead letter was sent when the record was processed. A registry that
 * does not answer is still an error.
 */
public final class SkippingSerde {

  private SkippingSerde() {}

  /** The serde, whose deserializer answers null for unreadable bytes. */
  public static <V> Serde<V> of(Serde<V> serde) {
    return Serdes.serdeFrom(serde.serializer(), skipping(serde.deserializer()));
  }

  private static <V> Deserializer<V> skipping(Deserializer<V> strict) {
    return (topic, bytes) -> readOrNull(strict, topic, bytes);
  }

  @SuppressWarnings("NullAway") // Kafka's null is the tombstone, on both sides
  private static <V> V readOrNull(Deserializer<V> strict, String topic, byte @Nullable [] bytes) {
    try {
      return strict.deserialize(topic, bytes);
    } catch (RegistryUnavailableException e) {
      throw e;
    } catch (SerializationException e) {
      return null;
    }
  }
}
