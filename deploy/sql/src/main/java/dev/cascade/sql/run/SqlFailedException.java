package dev.cascade.sql.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A statement is wrong or ended with a failure; the message is for whoever wrote it. */
public final class SqlFailedException extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final Pattern LINE = Pattern.compile("\\b(?:at|[Ff]rom) line (\\d+)");
  private static final int MOST_CAUSES = 30;
  private static final int LONGEST = 1_000;

  private final int line;

  private SqlFailedException(int line, String message, Throwable cause) {
    super(message, cause);
    this.line = line;
  }

  /** The statement cannot be begun. */
  static SqlFailedException inStatement(Statement statement, RuntimeException failure) {
    String message = told(failure);
    Matcher line = LINE.matcher(message);
    return new SqlFailedException(
        line.find() ? Integer.parseInt(line.group(1)) : statement.line(), message, failure);
  }

  /** The statement ran, and failed. */
  static SqlFailedException whileRunning(Statement statement, Exception failure) {
    return new SqlFailedException(statement.line(), told(failure), failure);
  }

  /** Where in the script, from 1. */
  public int line() {
    return line;
  }

  /** What the innermost cause says that says something, in one line. */
  private static String told(Throwable failure) {
    String told = String.valueOf(failure.getMessage());
    Throwable cause = failure.getCause();
    for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
      if (cause.getMessage() != null) {
        told = cause.getMessage();
      }
      cause = cause.getCause();
    }
    String line =
        told.strip()
            .lines()
            .takeWhile(it -> !it.startsWith("Was expecting"))
            .map(String::strip)
            .filter(it -> !it.isEmpty())
            .collect(Collectors.joining(" "));
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
  }
}
