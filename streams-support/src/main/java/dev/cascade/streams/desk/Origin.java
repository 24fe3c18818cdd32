package dev.cascade.streams.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.streams.deadletter.DeadLetters;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Where the record was read that a letter is about.
 *
 * @param topic empty when the letter does not say
 * @param partition -1 when the letter does not say
 * @param offset -1 when the letter does not say
 */
public record Origin(String topic, int partition, long offset) {

  static final Origin UNKNOWN = new Origin("", -1, -1);

  static Origin of(Headers headers) {
    try {
      return new Origin(
          text(headers, DeadLetters.TOPIC),
          Integer.parseInt(text(headers, DeadLetters.PARTITION)),
          Long.parseLong(text(headers, DeadLetters.OFFSET)));
    } catch (NumberFormatException e) {
      return UNKNOWN;
    }
  }

  boolean isKnown() {
    return !topic.isEmpty() && partition >= 0 && offset >= 0;
  }

  /** A header's text, empty when there is none. */
  static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
