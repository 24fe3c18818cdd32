package dev.cascade.inventory.config;

import dev.cascade.streams.settings.SettingRules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Currency;

/** What the configuration must be like for the service to run. */
final class SettingsCheck {

  private static final Duration INSTANT = Duration.ofMillis(1);
  private static final Duration LONGEST_MEMORY = Duration.ofDays(3650);
  private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** The rules with what breaks them. */
  @Produces
  @Singleton
  static SettingRules rules(InventorySettings settings) {
    SettingRules rules = new SettingRules("cascade.inventory.");
    rules.duration("line-memory", settings.lineMemory(), INSTANT, LONGEST_MEMORY);
    rules.duration("adjustment-memory", settings.adjustmentMemory(), INSTANT, LONGEST_MEMORY);
    rules.duration("sweep-interval", settings.sweepInterval(), INSTANT, LONGEST_INTERVAL);
    rules.number("sweep-entries", settings.sweepEntries(), 1);
    rules.number("product-gauges", settings.productGauges(), 0);
    rules.number("most-waiters", settings.mostWaiters(), 1);
    rules.that(
        isMoney(settings.defaultCurrency()),
        "default-currency",
        settings.defaultCurrency(),
        "must be the ISO 4217 code of a currency");
    rules.duration("longest-timeout", settings.longestTimeout(), INSTANT, LONGEST_WAIT);
    timeout(rules, "read-timeout", settings.readTimeout(), settings);
    timeout(rules, "write-timeout", settings.writeTimeout(), settings);
    return rules;
  }

  private static void timeout(
      SettingRules rules, String key, Duration value, InventorySettings settings) {
    rules.that(
        !value.isNegative() && value.compareTo(settings.longestTimeout()) <= 0,
        key,
        value,
        "must be a duration from PT0S to that of longest-timeout, which is "
            + settings.longestTimeout());
  }

  private static boolean isMoney(String code) {
    return Currency.getAvailableCurrencies().stream()
        .anyMatch(
            known -> known.getCurrencyCode().equals(code) && known.getDefaultFractionDigits() >= 0);
  }
}
