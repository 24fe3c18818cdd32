package dev.cascade.orders.domain;

/**
 * An amount in its currency's smallest unit; sums that overflow fail instead of wrapping around.
 *
 * @param minorUnits cents for EUR
 * @param currency ISO 4217 alphabetic code
 */
public record Money(long minorUnits, String currency) {

  /**
   * This amount, so many times.
   *
   * @throws ArithmeticException when the result does not fit
   */
  public Money times(int count) {
    return new Money(Math.multiplyExact(minorUnits, count), currency);
  }

  /**
   * The sum, in this amount's currency.
   *
   * @throws ArithmeticException when the result does not fit
   */
  public Money plus(long otherMinorUnits) {
    return new Money(Math.addExact(minorUnits, otherMinorUnits), currency);
  }
}
