package dev.cascade.email.topology;

import dev.cascade.email.domain.CustomerLevel;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a count is of.
 *
 * @param period {@link #TOTAL}, or the start of an hour in UTC, ISO 8601
 */
public record CountKey(String period, CustomerLevel level) {

  /** The period of all time; sorts after every hour. */
  public static final String TOTAL = "total";

  private static final String SEPARATOR = "|";

  static CountKey total(CustomerLevel level) {
    return new CountKey(TOTAL, level);
  }

  static CountKey hour(Instant at, CustomerLevel level) {
    return new CountKey(at.truncatedTo(ChronoUnit.HOURS).toString(), level);
  }

  /** As the store's key. */
  public String text() {
    return period + SEPARATOR + level.name();
  }

  /** From the store's key. */
  public static CountKey of(String text) {
    int separator = text.indexOf(SEPARATOR);
    return new CountKey(
        text.substring(0, separator), CustomerLevel.valueOf(text.substring(separator + 1)));
  }
}
