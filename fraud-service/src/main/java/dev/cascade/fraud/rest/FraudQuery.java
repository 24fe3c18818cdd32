package dev.cascade.fraud.rest;

import dev.cascade.fraud.contract.StoreSerdes.OrderKey;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.Problem.Violation;
import dev.cascade.streams.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a request and tells everything that is wrong with them at once. */
final class FraudQuery {

  private static final int MOST_ID = 200;
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private final List<Violation> violations = new ArrayList<>();

  /** Ends the request with a 400 if anything is wrong with it. */
  void check() {
    if (!violations.isEmpty()) {
      throw new ProblemException(Problem.invalid(violations));
    }
  }

  void id(String field, @Nullable String id) {
    if (id != null
        && (id.isBlank()
            || id.length() > MOST_ID
            || id.chars().anyMatch(Character::isISOControl))) {
      violations.add(
          new Violation(
              field, "must have 1 to " + MOST_ID + " characters, and no control characters"));
    }
  }

  int limit(@Nullable String text, int usual, int most) {
    return number("limit", text, usual, 1, most);
  }

  Duration timeout(@Nullable String text, Duration usual, Duration longest) {
    int millis = Math.toIntExact(usual.toMillis());
    return Duration.ofMillis(
        number("timeout", text, millis, 0, Math.toIntExact(longest.toMillis())));
  }

  /** Where a page starts; at the beginning when nothing is said. */
  OrderKey cursor(@Nullable String text) {
    if (text == null) {
      return ReviewCursor.FIRST;
    }
    return ReviewCursor.parse(text)
        .orElseGet(() -> {
          violations.add(new Violation("cursor", "must be one that an answer gave"));
          return ReviewCursor.FIRST;
        });
  }

  private int number(String field, @Nullable String text, int usual, int least, int most) {
    if (text == null) {
      return usual;
    }
    int number = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
    if (number < least || number > most) {
      violations.add(new Violation(field, "must be a whole number from " + least + " to " + most));
      return usual;
    }
    return number;
  }
}
