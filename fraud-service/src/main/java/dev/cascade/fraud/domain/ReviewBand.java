package dev.cascade.fraud.domain;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * From which share of the limit on an order is left to a person.
 *
 * @param usual for everybody of whom nothing else is said; empty when nobody is reviewed
 * @param byLevel instead, for a level of customer
 */
public record ReviewBand(Optional<BigDecimal> usual, Map<CustomerLevel, BigDecimal> byLevel) {

  /** No order is left to a person. */
  public static final ReviewBand NONE = new ReviewBand(Optional.empty(), Map.of());

  /** Keeps its own copy; refuses what is no share of a limit. */
  public ReviewBand {
    byLevel = Map.copyOf(byLevel);
    usual.ifPresent(ReviewBand::refuseUnusual);
    byLevel.values().forEach(ReviewBand::refuseUnusual);
  }

  /** Whether an order that brings its customer to that total, within the limit, is in the band. */
  public boolean holds(Optional<CustomerLevel> level, Money total, Money limit) {
    return level
        .map(byLevel::get)
        .or(() -> usual)
        .filter(share -> total.minorUnits() <= limit.minorUnits())
        .map(share -> share.multiply(BigDecimal.valueOf(limit.minorUnits())))
        .filter(from -> BigDecimal.valueOf(total.minorUnits()).compareTo(from) >= 0)
        .isPresent();
  }

  /** Whether that can be a share: more than nothing, and not more than the limit itself. */
  public static boolean canBe(BigDecimal share) {
    return share.signum() > 0 && share.compareTo(BigDecimal.ONE) <= 0;
  }

  private static void refuseUnusual(BigDecimal share) {
    if (!canBe(share)) {
      throw new IllegalArgumentException("A share must be above 0 and at most 1, not " + share);
    }
  }
}
