package dev.cascade.payments.domain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Currency;
import java.util.Objects;
import java.util.Optional;

/**
 * An exact amount in a currency's smallest unit.
 *
 * @param minorUnits the amount in minor units, cents for EUR
 * @param currency ISO 4217 alphabetic code
 */
public record Money(long minorUnits, String currency) {

  /**
   * The largest amount that one payment moves, in minor units: every JSON reader holds it exactly.
   */
  public static final long MAX_PAYMENT_MINOR_UNITS = 1L << 53;

  /** Checks that a currency is named. */
  public Money {
    Objects.requireNonNull(currency, "currency");
  }

  /** Returns this amount with other minor units. */
  public Money withMinorUnits(long other) {
    return new Money(other, currency);
  }

  /** Returns the amount as people write it, such as {@code 12.34}. */
  public String toDecimal() {
    return toDecimal(BigInteger.valueOf(minorUnits), currency);
  }

  /** Returns a sum of amounts, which may be longer than one amount, as people write it. */
  public static String toDecimal(BigInteger minorUnits, String currency) {
    return new BigDecimal(minorUnits, scale(currency).orElse(0)).toPlainString();
  }

  /**
   * Reads an amount as people write it.
   *
   * @return empty when it is no number, has too many decimals, or does not fit into 64 bits
   */
  public static Optional<Money> parse(String decimal, String currency) {
    if (decimal.length() > 40) {
      return Optional.empty();
    }
    return scale(currency)
        .flatMap(scale -> minorUnits(decimal, scale))
        .map(it -> new Money(it, currency));
  }

  /** Whether the code names a currency that has minor units. */
  public static boolean isCurrency(String code) {
    return scale(code).isPresent();
  }

  private static Optional<Long> minorUnits(String decimal, int scale) {
    try {
      // A scale out of bounds would make the shift below write millions of digits.
      BigDecimal value = new BigDecimal(decimal);
      return Math.abs((long) value.scale()) > 40
          ? Optional.empty()
          : Optional.of(value.movePointRight(scale).longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> scale(String code) {
    try {
      int digits = Currency.getInstance(code).getDefaultFractionDigits();
      return digits < 0 ? Optional.empty() : Optional.of(digits);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
