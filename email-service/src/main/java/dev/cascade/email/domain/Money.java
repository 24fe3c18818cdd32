package dev.cascade.email.domain;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount in a currency's smallest unit.
 *
 * @param currency ISO 4217 code
 */
public record Money(long minorUnits, String currency) {

  /**
   * @throws IllegalArgumentException when there is no such currency
   */
  public Money {
    Currency.getInstance(currency);
  }

  /** This amount, so many times; exact, or an {@link ArithmeticException}. */
  public Money times(int quantity) {
    return new Money(Math.multiplyExact(minorUnits, quantity), currency);
  }

  /** For people: the decimal amount and its currency, such as {@code 499.00 EUR}. */
  public String display() {
    int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    return BigDecimal.valueOf(minorUnits, digits).toPlainString() + " " + currency;
  }
}
