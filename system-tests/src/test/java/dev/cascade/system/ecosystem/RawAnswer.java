package dev.cascade.system.ecosystem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer as it came.
 *
 * @param status 0 when the connection ended without one
 * @param head the status line and the headers, in lower case
 * @param body the rest, perhaps in chunks
 */
public record RawAnswer(int status, String head, String body) {

  private static final Pattern RETRY_AFTER = Pattern.compile("\r\nretry-after: ([0-9]{1,4})\r\n");

  static RawAnswer of(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (!text.startsWith("HTTP/1.") || end < 0) {
      return new RawAnswer(0, "", text);
    }
    return new RawAnswer(
        Integer.parseInt(text.substring(9, 12)),
        text.substring(0, end).toLowerCase(Locale.ROOT),
        text.substring(end + 4));
  }

  public boolean isProblemDocument() {
    return head.contains("content-type: application/problem+json")
        && body.contains("\"status\":" + status);
  }

  /** How long the caller shall wait before he asks again, where he is told. */
  public Optional<Duration> retryAfter() {
    Matcher told = RETRY_AFTER.matcher(head + "\r\n");
    return told.find()
        ? Optional.of(Duration.ofSeconds(Long.parseLong(told.group(1))))
        : Optional.empty();
  }
}
