package dev.cascade.streams.desk;

import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.Problem.Violation;
import dev.cascade.streams.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which letters a request asks for.
 *
 * @param filter what they must be like
 * @param cursor where to go on, null to begin
 * @param limit how many at most
 */
record ListRequest(LetterFilter filter, @Nullable Cursor cursor, int limit) {

  private static final int MOST = 500;
  private static final String TIME = "must be a time such as 2030-01-31T12:00:00Z";

  /** The parameters as they were given; null for those that were not. */
  record Parameters(
      @Nullable String topic,
      @Nullable String reason,
      @Nullable String from,
      @Nullable String to,
      @Nullable String state,
      @Nullable String limit,
      @Nullable String cursor) {}

  /**
   * Reads the parameters.
   *
   * @throws ProblemException 400 with everything that is wrong with them
   */
  static ListRequest of(Parameters given) {
    List<Violation> violations = new ArrayList<>();
    ListRequest request =
        new ListRequest(
            new LetterFilter(
                filled(given.topic()),
                filled(given.reason()),
                read("from", given.from(), ListRequest::time, TIME, violations),
                read("to", given.to(), ListRequest::time, TIME, violations),
                read(
                    "state",
                    given.state(),
                    LetterState::parse,
                    "must be open, replayed or discarded",
                    violations)),
            read(
                "cursor",
                given.cursor(),
                Cursor::parse,
                "must be one that an answer gave",
                violations),
            limit(given.limit(), violations));
    if (!violations.isEmpty()) {
      throw new ProblemException(Problem.invalid(violations));
    }
    return request;
  }

  private static int limit(@Nullable String given, List<Violation> violations) {
    Integer limit =
        read("limit", given, ListRequest::count, "must be from 1 to " + MOST, violations);
    return limit == null ? 100 : limit;
  }

  private static <T> @Nullable T read(
      String field,
      @Nullable String given,
      Function<String, Optional<T>> reader,
      String rule,
      List<Violation> violations) {
    String text = filled(given);
    if (text == null) {
      return null;
    }
    Optional<T> value = reader.apply(text);
    if (value.isEmpty()) {
      violations.add(new Violation(field, rule));
    }
    return value.orElse(null);
  }

  private static @Nullable String filled(@Nullable String given) {
    return given == null || given.isBlank() ? null : given.strip();
  }

  private static Optional<Instant> time(String text) {
    try {
      Instant time = Instant.parse(text);
      return time.toEpochMilli() < 0 ? Optional.empty() : Optional.of(time);
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> count(String text) {
    try {
      return Optional.of(Integer.parseInt(text)).filter(count -> count >= 1 && count <= MOST);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
