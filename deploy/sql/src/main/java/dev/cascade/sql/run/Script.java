package dev.cascade.sql.run;

import java.util.ArrayList;
import java.util.List;

/** Splits a file at the semicolons that are neither in quotes nor in a comment. */
public final class Script {

  private final String text;
  private final List<Statement> statements = new ArrayList<>();
  private int position;
  private int begin;

  private Script(String text) {
    this.text = text;
  }

  /** The statements, those that are empty left out. */
  public static List<Statement> statements(String text) {
    return new Script(text).split();
  }

  private List<Statement> split() {
    while (position < text.length()) {
      switch (text.charAt(position)) {
        case '\'' -> skipPast("'");
        case '`' -> skipPast("`");
        case '"' -> skipPast("\"");
        case '-' -> skipComment("--", "\n");
        case '/' -> skipComment("/*", "*/");
        case ';' -> {
          add(position);
          position++;
          begin = position;
        }
        default -> position++;
      }
    }
    add(text.length());
    return List.copyOf(statements);
  }

  private void skipComment(String opening, String closing) {
    if (text.startsWith(opening, position)) {
      position++;
      skipPast(closing);
    } else {
      position++;
    }
  }

  /** A quote that is doubled ends and begins again, which comes to the same. */
  private void skipPast(String closing) {
    int end = text.indexOf(closing, position + 1);
    position = end < 0 ? text.length() : end + closing.length();
  }

  private void add(int end) {
    String statement = text.substring(begin, end);
    String withoutComments = statement.replaceAll("--[^\\n]*|(?s)/\\*.*?\\*/", "").strip();
    if (withoutComments.isEmpty()) {
      return;
    }
    int before = (int) text.substring(0, begin).chars().filter(c -> c == '\n').count();
    int lead = leadingLines(statement);
    statements.add(new Statement("\n".repeat(before) + statement, before + lead + 1));
  }

  /** How many lines are before the first that is neither empty nor a comment. */
  private static int leadingLines(String statement) {
    int lines = 0;
    for (String line : statement.split("\n", -1)) {
      if (!line.isBlank() && !line.strip().startsWith("--")) {
        return lines;
      }
      lines++;
    }
    return 0;
  }
}
