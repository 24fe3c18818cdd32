package dev.cascade.inventory.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An exact amount of money.
 *
 * @param minorUnits cents, where the currency has cents
 * @param currency ISO 4217
 */
public record Money(long minorUnits, Currency currency) {

  /**
   * The amount that a decimal number says.
   *
   * @throws ArithmeticException when it is finer than the currency's smallest unit, or too large
   */
  public static Money of(BigDecimal amount, Currency currency) {
    int digits = currency.getDefaultFractionDigits();
    BigDecimal exact = amount.setScale(digits, RoundingMode.UNNECESSARY);
    return new Money(exact.movePointRight(digits).longValueExact(), currency);
  }

  /** The amount as a decimal number, with the currency's number of digits. */
  public BigDecimal decimal() {
    return BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits());
  }
}
