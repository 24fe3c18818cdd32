package dev.cascade.streams.history;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A committed record as it lies in its topic.
 *
 * @param topic where it lies
 * @param partition where it lies
 * @param offset where it lies
 * @param time the record's timestamp
 * @param key as text
 * @param value as it came; null for a tombstone
 * @param headers as they came
 */
public record PastRecord(
    String topic,
    int partition,
    long offset,
    Instant time,
    String key,
    byte @Nullable [] value,
    Headers headers) {

  static PastRecord of(ConsumerRecord<byte[], byte[]> record, String key) {
    return new PastRecord(
        record.topic(),
        record.partition(),
        record.offset(),
        Instant.ofEpochMilli(record.timestamp()),
        key,
        record.value(),
        record.headers());
  }
}
