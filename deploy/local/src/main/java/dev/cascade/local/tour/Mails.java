package dev.cascade.local.tour;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A mail as the mail server's API tells it: the lines that people look at, and the text. */
final class Mails {

  private static final List<String> SHOWN = List.of("from:", "to:", "subject:", "message-id:");
  private static final String BLANK_LINE = "\n\n";
  private static final int HEX = 16;

  private Mails() {}

  static boolean mentions(JsonNode mail, String words) {
    return readable(mail).contains(words);
  }

  static String readable(JsonNode mail) {
    String source = mail.path("mimeMessage").asText().replace("\r", "");
    String headers =
        head(source)
            .lines()
            .filter(line -> SHOWN.stream().anyMatch(lowerCase(line)::startsWith))
            .collect(Collectors.joining("\n"));
    return (headers + BLANK_LINE + text(source).strip())
        .lines()
        .map(line -> line.isBlank() ? "" : "    " + line)
        .collect(Collectors.joining("\n"));
  }

  // The first part that is plain text; a mail of one part is its own first part.
  private static String text(String source) {
    int type = lowerCase(source).indexOf("content-type: text/plain");
    if (type < 0) {
      return "(no plain text)";
    }
    int partStart = Math.max(0, source.lastIndexOf("\n--", type) + 1);
    String part = source.substring(partStart);
    String body = part.substring(Math.min(part.length(), head(part).length()));
    int nextPart = partStart == 0 ? -1 : body.indexOf("\n--");
    String content = nextPart < 0 ? body : body.substring(0, nextPart);
    return lowerCase(head(part)).contains("quoted-printable") ? unquoted(content) : content;
  }

  private static String head(String source) {
    int end = source.indexOf(BLANK_LINE);
    return end < 0 ? source : source.substring(0, end);
  }

  private static String unquoted(String text) {
    byte[] source = text.replace("=\n", "").getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < source.length; i++) {
      if (source[i] == '=' && i + 2 < source.length) {
        bytes.write(
            Character.digit(source[i + 1], HEX) * HEX + Character.digit(source[i + 2], HEX));
        i += 2;
      } else {
        bytes.write(source[i]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
