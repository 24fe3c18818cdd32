package dev.cascade.schemas.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A row of a table of SECURITY.md that says what holds it.
 *
 * @param line as it is written
 * @param heldBy its last cell
 */
record ThreatRow(String line, String heldBy) {

  private static final Path DOCUMENT = Path.of("..", "SECURITY.md");
  private static final String HEADING = "held by";
  private static final String AND_MORE = "...";
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /**
   * A test as a row names it.
   *
   * @param type its class
   * @param method the beginning of its method's name; empty for all of the class
   * @param whole whether that is the whole name
   */
  record NamedTest(String type, String method, boolean whole) {

    private static NamedTest of(String type, String method) {
      boolean cut = method.endsWith(AND_MORE);
      return new NamedTest(
          type, cut ? method.substring(0, method.length() - AND_MORE.length()) : method, !cut);
    }

    /** What its source has. */
    String declaration() {
      if (method.isEmpty()) {
        return "\\b" + type + "\\b";
      }
      return "void " + Pattern.quote(method) + (whole ? "" : "\\w*") + "\\(";
    }
  }

  /** All rows of all tables that say it. */
  static List<ThreatRow> all() {
    List<ThreatRow> rows = new ArrayList<>();
    boolean saysIt = false;
    for (String line : lines()) {
      String last = lastCell(line);
      if (!line.startsWith("|")) {
        saysIt = false;
      } else if (last.equals(HEADING)) {
        saysIt = true;
      } else if (saysIt && !last.startsWith("---")) {
        rows.add(new ThreatRow(line, last));
      }
    }
    return rows;
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(DOCUMENT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String lastCell(String line) {
    int end = line.lastIndexOf('|');
    return end <= 0 ? "" : line.substring(line.lastIndexOf('|', end - 1) + 1, end).strip();
  }

  /** The tests that hold it; a name that begins with dots is a method of the class before. */
  List<NamedTest> tests() {
    List<NamedTest> tests = new ArrayList<>();
    String type = "";
    Matcher quoted = QUOTED.matcher(heldBy);
    while (quoted.find()) {
      String name = quoted.group(1);
      if (name.startsWith(AND_MORE)) {
        tests.add(NamedTest.of(type, name.substring(AND_MORE.length())));
      } else {
        int dot = name.indexOf('.');
        type = dot < 0 ? name : name.substring(0, dot);
        tests.add(NamedTest.of(type, dot < 0 ? "" : name.substring(dot + 1)));
      }
    }
    return tests;
  }
}
