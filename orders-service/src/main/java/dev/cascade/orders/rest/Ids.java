package dev.cascade.orders.rest;

import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.ProblemException;
import java.util.regex.Pattern;

/** What an id may look like: it stands in paths, headers, keys and log lines. */
final class Ids {

  static final int MAX_CHARS = 64;
  static final String RULE =
      "must be 1 to 64 of the characters A-Z a-z 0-9 . _ ~ : - and begin with a letter or digit";

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~:-]{0,63}");

  private Ids() {}

  static boolean isId(String text) {
    return FORM.matcher(text).matches();
  }

  /** The id, unless it cannot be one. */
  static String checked(String field, String text) {
    if (!isId(text)) {
      throw new ProblemException(Problem.invalid(field, RULE));
    }
    return text;
  }
}
