package dev.cascade.local.letters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Letters as a terminal shows them. */
final class LetterText {

  private static final String LINE = "%-10s %-24s %-9s %-28s %-24s %s";
  private static final String COUNT = "%-14s %-24s %-28s %6s %9s %10s";
  private static final int LONGEST_MESSAGE = 80;

  private LetterText() {}

  static String header() {
    return LINE.formatted("ID", "WRITTEN", "STATE", "FROM", "REASON", "MESSAGE").stripTrailing();
  }

  static String line(JsonNode letter) {
    return LINE.formatted(
        letter.path("id").asText(),
        letter.path("time").asText(),
        letter.path("state").asText(),
        origin(letter),
        letter.path("reason").asText(),
        shortened(letter.path("message").asText()));
  }

  static String countHeader() {
    return COUNT.formatted("SERVICE", "TOPIC", "REASON", "OPEN", "REPLAYED", "DISCARDED");
  }

  static String count(String service, JsonNode count) {
    return COUNT.formatted(
        service,
        count.path("topic").asText(),
        count.path("reason").asText(),
        count.path("open").asText(),
        count.path("replayed").asText(),
        count.path("discarded").asText());
  }

  /** A letter with all that is known of it. */
  static List<String> whole(JsonNode letter) {
    List<String> lines = new ArrayList<>();
    lines.add("letter    " + letter.path("id").asText() + ", " + letter.path("state").asText());
    lines.add("written   " + letter.path("time").asText());
    lines.add("from      " + origin(letter));
    lines.add("reason    " + letter.path("exception").asText());
    lines.add("message   " + letter.path("message").asText());
    if (letter.hasNonNull("cut")) {
      lines.add("cut       only the beginning is here: " + letter.path("cut").asText());
    }
    lines.add("key       " + letter.path("key").asText());
    lines.add("headers   " + letter.path("headers"));
    lines.add("bytes     " + letter.path("valueBytes").asText() + bytes(letter));
    if (letter.hasNonNull("value")) {
      lines.add("value     " + letter.path("value").toPrettyString());
    }
    if (letter.hasNonNull("act")) {
      lines.add("act       " + act(letter.path("act")));
    }
    if (letter.hasNonNull("stack")) {
      lines.add("stack     " + letter.path("stack").asText().stripTrailing());
    }
    return lines;
  }

  private static String bytes(JsonNode letter) {
    return letter.hasNonNull("valueHex")
        ? ": " + letter.path("valueHex").asText()
        : "; --raw shows them";
  }

  /** Who did what with it, when and why. */
  static String act(JsonNode act) {
    return "%s by %s at %s%s: %s"
        .formatted(
            act.path("what").asText(),
            act.path("by").asText(),
            act.path("when").asText(),
            act.path("corrected").asBoolean() ? " with a corrected value" : "",
            act.path("why").asText());
  }

  static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).collect(Collectors.toList());
  }

  private static String origin(JsonNode letter) {
    return letter.path("topic").asText()
        + "-"
        + letter.path("partition").asText()
        + "@"
        + letter.path("offset").asText();
  }

  private static String shortened(String message) {
    String line = message.replaceAll("\\s+", " ");
    return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE) + "...";
  }
}
