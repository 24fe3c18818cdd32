package dev.cascade.orders.rest;

import dev.cascade.orders.domain.Money;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/** Amounts of money in decimal, with the digits that their currency has. */
final class Decimals {

  private static final int USUAL_DIGITS = 2;

  private Decimals() {}

  static BigDecimal of(Money money) {
    int digits =
        currency(money.currency()).map(Currency::getDefaultFractionDigits).orElse(USUAL_DIGITS);
    return BigDecimal.valueOf(money.minorUnits(), digits);
  }

  /** The currency, unless there is none with that code or it has no minor unit (gold, testing). */
  static Optional<Currency> currency(String code) {
    try {
      return Optional.of(Currency.getInstance(code))
          .filter(currency -> currency.getDefaultFractionDigits() >= 0);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
