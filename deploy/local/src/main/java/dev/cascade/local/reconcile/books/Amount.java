package dev.cascade.local.reconcile.books;

import java.math.BigDecimal;

/**
 * An amount of money with its sign: positive is money that comes in (a credit), negative money that
 * goes out (a debit).
 *
 * @param value in major units, without trailing zeros, so that equal amounts are equal
 * @param currency ISO 4217 code
 */
public record Amount(BigDecimal value, String currency) {

  /** Drops trailing zeros. */
  public Amount {
    value = value.stripTrailingZeros();
  }

  /**
   * An amount from its decimal text.
   *
   * @throws NumberFormatException when it is none
   */
  public static Amount of(String decimal, String currency) {
    return new Amount(new BigDecimal(decimal), currency);
  }

  /** The same in the other direction. */
  public Amount negated() {
    return new Amount(value.negate(), currency);
  }

  /** The sum; the currency is this one's. */
  public Amount plus(Amount other) {
    return new Amount(value.add(other.value), currency);
  }

  /** Whether money goes out. */
  public boolean isDebit() {
    return value.signum() < 0;
  }

  @Override
  public String toString() {
    return value.setScale(Math.max(2, value.scale())).toPlainString() + " " + currency;
  }
}
