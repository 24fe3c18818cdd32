package dev.cascade.sql.run;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    int line = lines(failure).findFirst().orElse(statement.line());
    return new SqlFailedException(line, told(failure), failure);
  }

  /** The lines that it speaks of, from the outermost cause to the innermost. */
  private static Stream<Integer> lines(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .limit(MOST_CAUSES)
        .map(cause -> LINE.matcher(String.valueOf(cause.getMessage())))
        .filter(Matcher::find)
        .map(found -> Integer.valueOf(found.group(1)));
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
    String told =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
            .limit(MOST_CAUSES)
            .map(Throwable::getMessage)
            .filter(Objects::nonNull)
            .reduce(failure.getClass().getSimpleName(), (_, inner) -> inner);
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
