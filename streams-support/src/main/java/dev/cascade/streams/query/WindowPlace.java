package dev.cascade.streams.query;

import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;

/**
 * Where a window stands among all windows of a store: by its start, then by its key. As text it is
 * what a page gives for the next one.
 */
record WindowPlace(Instant start, String key) implements Comparable<WindowPlace> {

  /** Before every window. */
  static final WindowPlace FIRST = new WindowPlace(Instant.MIN, "");

  private static final Comparator<WindowPlace> ORDER =
      Comparator.comparing(WindowPlace::start).thenComparing(WindowPlace::key);

  /** Reads what {@link #cursor} wrote; anything else is refused. */
  static WindowPlace parse(String cursor) {
    int end = cursor.indexOf('|');
    try {
      Instant start = Instant.parse(cursor.substring(0, Math.max(0, end)));
      return new WindowPlace(Instant.ofEpochMilli(start.toEpochMilli()), cursor.substring(end + 1));
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new ProblemException(Problem.invalid("after", "must be what the last page gave"));
    }
  }

  String cursor() {
    return start + "|" + key;
  }

  @Override
  public int compareTo(WindowPlace other) {
    return ORDER.compare(this, other);
  }
}
