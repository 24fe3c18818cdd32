package dev.cascade.streams.desk;

import dev.cascade.streams.deadletter.DeadLetters;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * What is said about a letter in a list; its content is left in the topic.
 *
 * @param id where it is
 * @param time when it was written (UTC)
 * @param origin where its record was read
 * @param exception class name of the failure, empty when the letter does not say
 * @param message of the failure
 * @param cut what is missing, empty when the letter is whole
 */
public record Letter(
    LetterId id, Instant time, Origin origin, String exception, String message, String cut) {

  static Letter of(ConsumerRecord<byte[], byte[]> record) {
    Headers headers = record.headers();
    return new Letter(
        new LetterId(record.partition(), record.offset()),
        Instant.ofEpochMilli(record.timestamp()),
        Origin.of(headers),
        Origin.text(headers, DeadLetters.EXCEPTION),
        Origin.text(headers, DeadLetters.REASON),
        Origin.text(headers, DeadLetters.CUT));
  }

  /** The simple name of the failure. */
  public String reason() {
    return exception.substring(
        Math.max(exception.lastIndexOf('.'), exception.lastIndexOf('$')) + 1);
  }
}
