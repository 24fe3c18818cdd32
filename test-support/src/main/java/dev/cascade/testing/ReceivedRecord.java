package dev.cascade.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A committed record as a consumer sees it.
 *
 * @param topic where it was read
 * @param partition where it was read
 * @param offset where it was read
 * @param timestamp the record's own
 * @param key as text, null where the record has none
 * @param value decoded, null for a tombstone
 * @param headers as text, the last one of each name
 */
public record ReceivedRecord<V>(
    String topic,
    int partition,
    long offset,
    Instant timestamp,
    @Nullable String key,
    @Nullable V value,
    Map<String, String> headers) {

  static <V> ReceivedRecord<V> of(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> record, Function<byte[], V> decode) {
    byte[] key = record.key();
    byte[] value = record.value();
    return new ReceivedRecord<>(
        record.topic(),
        record.partition(),
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()),
        key == null ? null : new String(key, UTF_8),
        value == null ? null : decode.apply(value),
        headers(record));
  }

  /** The value of a record that must have one. */
  public V present() {
    if (value == null) {
      throw new AssertionError("A tombstone where a value was expected: " + this);
    }
    return value;
  }

  private static Map<String, String> headers(ConsumerRecord<?, ?> record) {
    Map<String, String> headers = new TreeMap<>();
    for (Header header : record.headers()) {
      byte[] value = header.value();
      headers.put(header.key(), value == null ? "" : new String(value, UTF_8));
    }
    return headers;
  }
}
