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

  /** Keeps its own copies; refuses a limit below zero. */
  public SpendingLimits {
    byCurrency = Map.copyOf(byCurrency);
    byLevel = Map.copyOf(byLevel);
    refuseNegative(usual);
    byCurrency.values().forEach(SpendingLimits::refuseNegative);
    byLevel.values().forEach(SpendingLimits::refuseNegative);
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

  private static void refuseNegative(BigDecimal limit) {
    if (limit.signum() < 0) {
      throw new IllegalArgumentException("A limit must not be below zero: " + limit);
    }
  }
}
