package dev.cascade.payments.domain.statistics;

import java.math.BigInteger;

/**
 * A count of payments and the sum of their amounts; the sum has no upper end.
 *
 * @param count how many
 * @param minorUnits the sum, in minor units
 */
public record Tally(long count, BigInteger minorUnits) {

  /** Nothing. */
  public static final Tally ZERO = new Tally(0, BigInteger.ZERO);

  /** Returns this tally with one more payment. */
  public Tally plus(long amount) {
    return new Tally(count + 1, minorUnits.add(BigInteger.valueOf(amount)));
  }

  /** Returns the sum of both. */
  public Tally merge(Tally other) {
    return new Tally(count + other.count, minorUnits.add(other.minorUnits));
  }

  /** Returns what is left of this tally without the other, never below zero. */
  public Tally minus(Tally other) {
    return new Tally(
        Math.max(0, count - other.count),
        minorUnits.subtract(other.minorUnits).max(BigInteger.ZERO));
  }
}
