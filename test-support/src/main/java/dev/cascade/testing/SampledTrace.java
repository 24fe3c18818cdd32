package dev.cascade.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * A trace that is recorded, as W3C's header says it; written here a second time, so that tests do
 * not believe the code that they test.
 *
 * @param id of the trace, 32 hexadecimal digits
 */
public record SampledTrace(String id) {

  private static final String HEADER = "traceparent";
  private static final int ID_BEGINS = 3;
  private static final int ID_ENDS = 35;

  /** The trace whose id repeats this hexadecimal digit. */
  public static SampledTrace of(char digit) {
    return new SampledTrace(String.valueOf(digit).repeat(ID_ENDS - ID_BEGINS));
  }

  /** The header's value. */
  public String header() {
    return "00-" + id + "-00f067aa0ba902b7-01";
  }

  /** A record of this trace. */
  public <V> TestRecord<String, V> record(String key, V value) {
    Headers headers = new RecordHeaders().add(HEADER, header().getBytes(US_ASCII));
    return new TestRecord<>(key, value, headers);
  }

  /** The id of the trace that a record is in; null when it says none. */
  public static @Nullable String idOf(TestRecord<?, ?> record) {
    Header header = record.headers().lastHeader(HEADER);
    return header == null ? null : idOf(new String(header.value(), US_ASCII));
  }

  /** The id of the trace that a received record is in; null when it says none. */
  public static @Nullable String idOf(ReceivedRecord<?> record) {
    return idOf(record.headers());
  }

  private static @Nullable String idOf(Map<String, String> headers) {
    String header = headers.get(HEADER);
    return header == null ? null : idOf(header);
  }

  private static String idOf(String header) {
    return header.substring(ID_BEGINS, ID_ENDS);
  }
}
