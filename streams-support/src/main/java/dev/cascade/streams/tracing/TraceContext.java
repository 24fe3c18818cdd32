package dev.cascade.streams.tracing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Where in which trace something happens, as W3C's trace context writes it: {@code
 * 00-<trace>-<span>-<flags>}.
 *
 * @param traceId 32 hexadecimal digits, not all zero
 * @param spanId 16 hexadecimal digits of the span that what follows belongs under
 * @param sampled whether the spans of the trace are recorded
 */
public record TraceContext(String traceId, String spanId, boolean sampled) {

  /** Name of the header, in HTTP and in records. */
  public static final String HEADER = "traceparent";

  private static final Pattern FORM =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  /** The context that a header says; empty when it says none that can be understood. */
  public static Optional<TraceContext> parse(String value) {
    Matcher parts = FORM.matcher(value);
    return parts.matches()
        ? Optional.of(new TraceContext(parts.group(1), parts.group(2), sampled(parts.group(3))))
        : Optional.empty();
  }

  private static boolean sampled(String flags) {
    return (Integer.parseInt(flags, 16) & 1) != 0;
  }

  /** The context of a record with these headers. */
  public static Optional<TraceContext> of(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    return header == null || header.value() == null
        ? Optional.empty()
        : parse(new String(header.value(), US_ASCII));
  }

  /**
   * The headers of a record that follows from one with these: its trace, and nothing else, since
   * other headers are about the record itself.
   */
  public static Headers following(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    return header == null ? new RecordHeaders() : new RecordHeaders().add(header);
  }

  /** The headers of a record in this context. */
  public Headers headers() {
    return new RecordHeaders().add(HEADER, toString().getBytes(US_ASCII));
  }

  /** As the header says it. */
  @Override
  public String toString() {
    return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
  }
}
