package dev.cascade.streams.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a head that is no request: too long a line, too many headers, no HTTP. Vert.x gives
 * it by itself, with a status and without a word; here it becomes a problem document.
 */
final class RefusedHead {

  private static final String BEGINNING = "HTTP/1.";
  private static final int STATUS_FROM = "HTTP/1.1 ".length();
  private static final int STATUS_TO = STATUS_FROM + 3;

  private RefusedHead() {}

  /** The answer in words; null when the bytes are another answer. Takes the bytes over, if so. */
  static @Nullable ByteBuf told(ByteBuf answer) {
    if (!isHead(answer)) {
      return null;
    }
    String head = answer.toString(US_ASCII);
    String told =
        head.contains("application/problem+json")
            ? null
            : switch (head.substring(STATUS_FROM, STATUS_TO)) {
              case "400" -> response(400, "Bad Request", "The request is no HTTP.");
              case "414" ->
                  response(
                      414,
                      "URI Too Long",
                      "The address is over quarkus.http.limits.max-initial-line-length bytes.");
              case "431" ->
                  response(
                      431,
                      "Request Header Fields Too Large",
                      "The headers are over quarkus.http.limits.max-header-size bytes.");
              default -> null;
            };
    if (told == null) {
      return null;
    }
    answer.release();
    return Unpooled.copiedBuffer(told, US_ASCII);
  }

  /** Not the body of an answer, which may come by after its request is over. */
  private static boolean isHead(ByteBuf answer) {
    return answer.readableBytes() >= STATUS_TO
        && answer.toString(answer.readerIndex(), BEGINNING.length(), US_ASCII).equals(BEGINNING);
  }

  private static String response(int status, String title, String detail) {
    String problem =
        "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
            .formatted(title, status, detail);
    return "HTTP/1.1 %d %s\r\nContent-Type: application/problem+json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
        .formatted(status, title, problem.length(), problem);
  }
}
