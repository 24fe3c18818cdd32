package dev.cascade.orders.contract;

import dev.cascade.orders.domain.OrderLife;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * What the lifecycle remembers of an order, as compact bytes. The state is private to this service
 * and rewritten with each verdict, so it has no contract in the registry: its changelog stays
 * small, and restoring it needs no other server. The first byte is the format; a change of {@link
 * LifeWriter} that old bytes do not fit gets a new one, and {@link LifeReader} learns to read both.
 */
public final class LifeSerde {

  private static final byte FORMAT = 1;

  /** With a review, which instances of before cannot read; only lives that have one are so. */
  private static final byte WITH_REVIEWS = 2;

  private static final int INITIAL_BYTES = 384;

  private LifeSerde() {}

  /** The serde. */
  public static Serde<OrderLife> create() {
    return Serdes.serdeFrom(
        (topic, life) -> serialize(life), (topic, bytes) -> deserialize(topic, bytes));
  }

  @SuppressWarnings("NullAway") // Kafka's null is the deletion
  private static byte[] serialize(@Nullable OrderLife life) {
    if (life == null) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      boolean withReviews = !life.underReview().isEmpty();
      out.writeByte(withReviews ? WITH_REVIEWS : FORMAT);
      new LifeWriter(out, withReviews).write(life);
    } catch (IOException e) {
      throw new SerializationException("Order " + life.head().id() + " cannot be written", e);
    }
    return bytes.toByteArray();
  }

  @SuppressWarnings("NullAway")
  private static OrderLife deserialize(String topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      byte format = in.readByte();
      if (format != FORMAT && format != WITH_REVIEWS) {
        throw new SerializationException("Unknown format " + format + " in " + topic);
      }
      return new LifeReader(in, format == WITH_REVIEWS).read();
    } catch (IOException e) {
      throw new SerializationException("Broken bytes in " + topic, e);
    }
  }
}
