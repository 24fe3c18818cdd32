package dev.cascade.orderdetails.domain;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/**
 * An amount in a currency's smallest unit.
 *
 * @param minorUnits cents for EUR
 * @param currency what the sender says it is; need not be a known code
 */
public record Money(long minorUnits, String currency) {

  private static final int USUAL_DIGITS = 2;

  /** The currency, if it is one of ISO 4217. */
  static Optional<Currency> known(String code) {
    try {
      return Optional.of(Currency.getInstance(code));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The amount for people, such as {@code 4.99 EUR}. */
  @Override
  public String toString() {
    int digits = known(currency).map(Currency::getDefaultFractionDigits).orElse(USUAL_DIGITS);
    return BigDecimal.valueOf(minorUnits, Math.max(digits, 0)).toPlainString() + " " + currency;
  }
}
