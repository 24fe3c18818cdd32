package dev.cascade.email.contract;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.cascade.email.domain.MailState;
import dev.cascade.email.domain.Meeting;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * How the service's own stores hold domain values: JSON, so that a field can be added without a
 * migration. Nobody else reads it, so no schema is registered.
 */
public final class StateSerde {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addMixIn(Meeting.class, MeetingKinds.class)
          .addMixIn(MailState.class, MailStateKinds.class)
          .build();

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Meeting.AwaitingPayment.class, name = "awaiting-payment"),
    @JsonSubTypes.Type(value = Meeting.AwaitingOrder.class, name = "awaiting-order"),
    @JsonSubTypes.Type(value = Meeting.Met.class, name = "met"),
    @JsonSubTypes.Type(value = Meeting.Closed.class, name = "closed")
  })
  private interface MeetingKinds {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = MailState.UnderWay.class, name = "under-way"),
    @JsonSubTypes.Type(value = MailState.Settled.class, name = "settled")
  })
  private interface MailStateKinds {}

  private StateSerde() {}

  /** A serde for a domain type. */
  @SuppressWarnings("NullAway") // Kafka's null is the tombstone, on both sides
  public static <T> Serde<T> of(Class<T> type) {
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : write(type, value),
        (topic, bytes) -> bytes == null ? null : read(type, bytes));
  }

  private static <T> byte[] write(Class<T> type, T value) {
    try {
      return JSON.writerFor(type).writeValueAsBytes(value);
    } catch (IOException e) {
      throw new UncheckedIOException("A " + type.getSimpleName() + " cannot be written", e);
    }
  }

  private static <T> @Nullable T read(Class<T> type, byte[] bytes) {
    try {
      return JSON.readValue(bytes, type);
    } catch (IOException e) {
      throw new UncheckedIOException("No " + type.getSimpleName() + " in the store", e);
    }
  }
}
