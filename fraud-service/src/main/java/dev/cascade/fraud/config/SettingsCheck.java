package dev.cascade.fraud.config;

import dev.cascade.fraud.domain.SpendingLimits;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** Finds everything in the configuration that the service cannot run with, all of it at once. */
final class SettingsCheck {

  private static final String PREFIX = "cascade.fraud.";
  private static final Duration INSTANT = Duration.ofMillis(1);
  private static final Duration LONGEST_MEMORY = Duration.ofDays(365);
  private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final List<String> violations = new ArrayList<>();

  private SettingsCheck() {}

  /**
   * Passes settings that are in range.
   *
   * @throws IllegalArgumentException with each key that is not, its value and what it must be
   */
  static void passes(FraudSettings settings) {
    List<String> violations = violations(settings);
    if (!violations.isEmpty()) {
      throw new IllegalArgumentException("Configuration: " + String.join("; ", violations));
    }
  }

  static List<String> violations(FraudSettings settings) {
    SettingsCheck check = new SettingsCheck();
    check.limit("limit", settings.limit());
    settings.levelLimits().forEach((level, limit) -> check.limit("level-limits." + level, limit));
    settings.currencyLimits().forEach(check::currencyLimit);
    check.duration("window", settings.window(), INSTANT, LONGEST_MEMORY);
    check.duration("grace", settings.grace(), Duration.ZERO, LONGEST_MEMORY);
    check.duration("sweep-interval", settings.sweepInterval(), INSTANT, LONGEST_INTERVAL);
    check.number("sweep-entries", settings.sweepEntries(), 1);
    check.number("recent-alerts", settings.recentAlerts(), 1);
    check.duration("longest-timeout", settings.longestTimeout(), INSTANT, LONGEST_WAIT);
    check.that(
        !settings.readTimeout().isNegative()
            && settings.readTimeout().compareTo(settings.longestTimeout()) <= 0,
        "read-timeout",
        settings.readTimeout(),
        "must be a duration from PT0S to that of longest-timeout, which is "
            + settings.longestTimeout());
    return check.violations;
  }

  private void limit(String key, BigDecimal limit) {
    that(
        SpendingLimits.canBe(limit),
        key,
        limit.toPlainString(),
        "must be an amount from 0 to " + SpendingLimits.MOST);
  }

  /** A code that no order can have is a slip, and its limit would never be applied. */
  private void currencyLimit(String code, BigDecimal limit) {
    String key = "currency-limits." + code;
    limit(key, limit);
    that(
        Currency.getAvailableCurrencies().stream()
            .anyMatch(known -> known.getCurrencyCode().equals(code)),
        key,
        code,
        "must end with an ISO 4217 code");
  }

  private void duration(String key, Duration value, Duration least, Duration most) {
    that(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        key,
        value,
        "must be a duration from %s to %s".formatted(least, most));
  }

  private void number(String key, int value, int least) {
    that(value >= least, key, value, "must be %d or more".formatted(least));
  }

  private void that(boolean holds, String key, Object value, String rule) {
    if (!holds) {
      violations.add(PREFIX + key + " " + rule + ", not " + value);
    }
  }
}
