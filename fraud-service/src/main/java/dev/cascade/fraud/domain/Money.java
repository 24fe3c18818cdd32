package dev.cascade.fraud.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * An amount in a currency's smallest unit.
 *
 * @param minorUnits cents for EUR
 * @param currency one of ISO 4217
 */
public record Money(long minorUnits, Currency currency) {

  /** So much of the currency; what is smaller than its smallest unit is cut off. */
  public static Money of(BigDecimal amount, Currency currency) {
    BigDecimal scaled = amount.setScale(digits(currency), RoundingMode.DOWN);
    return new Money(scaled.unscaledValue().longValueExact(), currency);
  }

  /** As a decimal number, such as {@code 4.99}. */
  public String decimal() {
    return BigDecimal.valueOf(minorUnits, digits(currency)).toPlainString();
  }

  /** The amount for people, such as {@code 4.99 EUR}. */
  @Override
  public String toString() {
    return decimal() + " " + currency;
  }

  private static int digits(Currency currency) {
    return Math.max(0, currency.getDefaultFractionDigits());
  }
}
