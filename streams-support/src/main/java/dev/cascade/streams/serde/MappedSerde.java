package dev.cascade.streams.serde;

import dev.cascade.schemas.personal.PersonalWords;
import dev.cascade.streams.personal.MaskedFailure;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Puts a domain type in front of a wire type. A value that the domain refuses to be built from is a
 * poison record, as if its bytes could not be read.
 */
public final class MappedSerde {

  private MappedSerde() {}

  /**
   * A serde for the domain type {@code D} over the wire type {@code W}; null stays null.
   *
   * @param toDomain may throw any {@link RuntimeException} on content that breaks the contract
   */
  public static <W, D> Serde<D> of(Serde<W> wire, Function<D, W> toWire, Function<W, D> toDomain) {
    return Serdes.serdeFrom(
        serializer(wire.serializer(), toWire), deserializer(wire.deserializer(), toDomain));
  }

  /** As {@link #of}, for a topic that others write: it throws when it is asked to write. */
  public static <W, D> Serde<D> readOnly(Serde<W> wire, Function<W, D> toDomain) {
    return of(wire, value -> refuse("read"), toDomain);
  }

  /** As {@link #of}, for a topic that others read: it throws when it is asked to read. */
  public static <W, D> Serde<D> writeOnly(Serde<W> wire, Function<D, W> toWire) {
    return of(wire, toWire, value -> refuse("written"));
  }

  private static <T> T refuse(String onlyDone) {
    throw new UnsupportedOperationException("This topic is only " + onlyDone + " here");
  }

  @SuppressWarnings("NullAway") // Kafka's null is the tombstone, on both sides
  private static <W, D> Serializer<D> serializer(Serializer<W> wire, Function<D, W> toWire) {
    return (topic, value) -> value == null ? null : wire.serialize(topic, toWire.apply(value));
  }

  @SuppressWarnings("NullAway")
  private static <W, D> Deserializer<D> deserializer(
      Deserializer<W> wire, Function<W, D> toDomain) {
    return (topic, bytes) -> {
      W value = wire.deserialize(topic, bytes);
      return value == null ? null : mapped(topic, value, toDomain);
    };
  }

  private static <W, D> D mapped(String topic, W value, Function<W, D> toDomain) {
    try {
      return toDomain.apply(value);
    } catch (SerializationException e) {
      throw e;
    } catch (RuntimeException e) {
      Throwable told = MaskedFailure.of(e, PersonalWords.of(value)::maskedIn);
      throw new SerializationException(
          "Content of a record of topic " + topic + " breaks the contract: " + told.getMessage(),
          told);
    }
  }
}
