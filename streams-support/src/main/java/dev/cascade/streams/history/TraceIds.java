package dev.cascade.streams.history;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** The trace that a record says it belongs to, in the header that W3C names. */
final class TraceIds {

  private static final String HEADER = "traceparent";
  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

  private TraceIds() {}

  static Optional<String> of(Headers headers) {
    Header header = headers.lastHeader(HEADER);
    if (header == null || header.value() == null) {
      return Optional.empty();
    }
    Matcher parts = FORM.matcher(new String(header.value(), US_ASCII));
    return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
  }
}
