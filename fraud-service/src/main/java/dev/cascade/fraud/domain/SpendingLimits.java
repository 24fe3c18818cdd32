package dev.cascade.fraud.domain;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/**
 * How much may be spent in one hour, in each currency for itself.
 *
 * @param usual for everybody of whom nothing else is said
 * @param byCurrency instead of {@code usual}, for a currency
 * @param byLevel instead of both, for a level of customer
 */
public record SpendingLimits(
    BigDecimal usual, Map<String, BigDecimal> byCurrency, Map<CustomerLevel, BigDecimal> byLevel) {

  /** The highest limit. */
  public static final BigDecimal MOST = new BigDecimal("1000000000000");

  /** Keeps its own copies; refuses a limit below zero, or beyond what can be counted. */
  public SpendingLimits {
    byCurrency = Map.copyOf(byCurrency);
    byLevel = Map.copyOf(byLevel);
    refuseUnusual(usual);
    byCurrency.values().forEach(SpendingLimits::refuseUnusual);
    byLevel.values().forEach(SpendingLimits::refuseUnusual);
  }

  /** The limit of a customer of that level; of an unknown one when it is empty. */
  public Money limit(Optional<CustomerLevel> level, Currency currency) {
    BigDecimal limit =
        level
            .map(byLevel::get)
            .or(() -> Optional.ofNullable(byCurrency.get(currency.getCurrencyCode())))
            .orElse(usual);
    return Money.of(limit, currency);
  }

  /** Whether that can be a limit: not below zero, and not beyond what can be counted. */
  public static boolean canBe(BigDecimal limit) {
    return limit.signum() >= 0 && limit.compareTo(MOST) <= 0;
  }

  private static void refuseUnusual(BigDecimal limit) {
    if (!canBe(limit)) {
      throw new IllegalArgumentException("A limit must be from 0 to " + MOST + ", not " + limit);
    }
  }
}
