package dev.cascade.orders.rest;

import dev.cascade.orders.domain.RequestPosition;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Up to where a view reflects requests, as one instance tells it to another: an order that it does
 * not show was not asked for until there.
 */
final class Reflection {

  /** The header of an answer that an order is not there. */
  static final String HEADER = "Cascade-Reflected";

  private static final Pattern FORMAT = Pattern.compile("(\\d{1,9}):(-1|\\d{1,18})");

  private Reflection() {}

  static String text(RequestPosition position) {
    return position.partition() + ":" + position.offset();
  }

  /** The position behind the text; empty when an instance of another version wrote it. */
  static Optional<RequestPosition> parse(String text) {
    Matcher parts = FORMAT.matcher(text);
    return parts.matches()
        ? Optional.of(
            new RequestPosition(Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2))))
        : Optional.empty();
  }
}
