package dev.cascade.inventory.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** Finds everything in the configuration that the service cannot run with, all of it at once. */
final class SettingsCheck {

  private static final String PREFIX = "cascade.inventory.";
  private static final Duration INSTANT = Duration.ofMillis(1);
  private static final Duration LONGEST_MEMORY = Duration.ofDays(3650);
  private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final List<String> violations = new ArrayList<>();

  private SettingsCheck() {}

  /**
   * Passes settings that are in range.
   *
   * @throws IllegalArgumentException with each key that is not, its value and what it must be
   */
  static void passes(InventorySettings settings) {
    List<String> violations = violations(settings);
    if (!violations.isEmpty()) {
      throw new IllegalArgumentException("Configuration: " + String.join("; ", violations));
    }
  }

  static List<String> violations(InventorySettings settings) {
    SettingsCheck check = new SettingsCheck();
    check.duration("line-memory", settings.lineMemory(), INSTANT, LONGEST_MEMORY);
    check.duration("adjustment-memory", settings.adjustmentMemory(), INSTANT, LONGEST_MEMORY);
    check.duration("sweep-interval", settings.sweepInterval(), INSTANT, LONGEST_INTERVAL);
    check.number("sweep-entries", settings.sweepEntries(), 1);
    check.number("product-gauges", settings.productGauges(), 0);
    check.number("most-waiters", settings.mostWaiters(), 1);
    check.currency(settings.defaultCurrency());
    check.duration("longest-timeout", settings.longestTimeout(), INSTANT, LONGEST_WAIT);
    check.timeout("read-timeout", settings.readTimeout(), settings);
    check.timeout("write-timeout", settings.writeTimeout(), settings);
    return check.violations;
  }

  private void timeout(String key, Duration value, InventorySettings settings) {
    that(
        !value.isNegative() && value.compareTo(settings.longestTimeout()) <= 0,
        key,
        value,
        "must be a duration from PT0S to that of longest-timeout, which is "
            + settings.longestTimeout());
  }

  private void currency(String code) {
    boolean isMoney =
        Currency.getAvailableCurrencies().stream()
            .anyMatch(known ->
                known.getCurrencyCode().equals(code) && known.getDefaultFractionDigits() >= 0);
    that(isMoney, "default-currency", code, "must be the ISO 4217 code of a currency");
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
