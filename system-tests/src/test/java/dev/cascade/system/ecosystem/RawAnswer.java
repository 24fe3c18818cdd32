package dev.cascade.system.ecosystem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;

/**
 * An answer as it came.
 *
 * @param status 0 when the connection ended without one
 * @param head the status line and the headers, in lower case
 * @param body the rest, perhaps in chunks
 */
public record RawAnswer(int status, String head, String body) {

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
}
