package dev.cascade.fraud.domain;

import java.time.Instant;
import java.util.List;

/** The live orders of one customer in one currency, by creation time. */
@FunctionalInterface
public interface LiveValues {

  /**
   * What was created after {@code after} and not after {@code until}, oldest first; one entry for
   * each millisecond. Empty when {@code after} is not before {@code until}.
   */
  List<LiveValue> between(Instant after, Instant until);

  /**
   * Value of one millisecond.
   *
   * @param createdAt the millisecond
   * @param minorUnits value of the live orders that were created in it
   */
  record LiveValue(Instant createdAt, long minorUnits) {}
}
