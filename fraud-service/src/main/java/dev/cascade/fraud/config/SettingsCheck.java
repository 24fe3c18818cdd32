package dev.cascade.fraud.config;

import dev.cascade.fraud.domain.ReviewBand;
import dev.cascade.fraud.domain.SpendingLimits;
import dev.cascade.streams.settings.SettingRules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;

/** What the configuration must be like for the service to run. */
final class SettingsCheck {

  private static final Duration INSTANT = Duration.ofMillis(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONGEST_REVIEW = Duration.ofDays(1);
  private static final Duration LONGEST_MEMORY = Duration.ofDays(365);
  private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** The rules with what breaks them. */
  @Produces
  @Singleton
  static SettingRules rules(FraudSettings settings) {
    SettingRules rules = new SettingRules("cascade.fraud.");
    limit(rules, "limit", settings.limit());
    settings.levelLimits().forEach((level, limit) -> limit(rules, "level-limits." + level, limit));
    settings.currencyLimits().forEach((code, limit) -> currencyLimit(rules, code, limit));
    settings.reviewFrom().ifPresent(share -> share(rules, "review-from", share));
    settings
        .levelReviewFrom()
        .forEach((level, share) -> share(rules, "level-review-from." + level, share));
    rules.duration("review-time", settings.reviewTime(), SECOND, LONGEST_REVIEW);
    rules.duration("review-memory", settings.reviewMemory(), LONGEST_REVIEW, LONGEST_MEMORY);
    rules.duration("window", settings.window(), INSTANT, LONGEST_MEMORY);
    rules.duration("grace", settings.grace(), Duration.ZERO, LONGEST_MEMORY);
    rules.duration("sweep-interval", settings.sweepInterval(), INSTANT, LONGEST_INTERVAL);
    rules.number("sweep-entries", settings.sweepEntries(), 1);
    rules.number("recent-alerts", settings.recentAlerts(), 1);
    rules.duration("longest-timeout", settings.longestTimeout(), INSTANT, LONGEST_WAIT);
    withinLongest(rules, "read-timeout", settings.readTimeout(), Duration.ZERO, settings);
    withinLongest(rules, "decision-timeout", settings.decisionTimeout(), INSTANT, settings);
    return rules;
  }

  /** What is left of it goes along to another instance, which takes no more than the longest. */
  private static void withinLongest(
      SettingRules rules, String key, Duration value, Duration least, FraudSettings settings) {
    Duration longest = settings.longestTimeout();
    rules.that(
        value.compareTo(least) >= 0 && value.compareTo(longest) <= 0,
        key,
        value,
        "must be a duration from " + least + " to that of longest-timeout, which is " + longest);
  }

  private static void share(SettingRules rules, String key, BigDecimal share) {
    rules.that(
        ReviewBand.canBe(share),
        key,
        share.toPlainString(),
        "must be a share above 0, and 1 at most");
  }

  private static void limit(SettingRules rules, String key, BigDecimal limit) {
    rules.that(
        SpendingLimits.canBe(limit),
        key,
        limit.toPlainString(),
        "must be an amount from 0 to " + SpendingLimits.MOST);
  }

  /** A code that no order can have is a slip, and its limit would never be applied. */
  private static void currencyLimit(SettingRules rules, String code, BigDecimal limit) {
    String key = "currency-limits." + code;
    limit(rules, key, limit);
    rules.that(
        Currency.getAvailableCurrencies().stream()
            .anyMatch(known -> known.getCurrencyCode().equals(code)),
        key,
        code,
        "must end with an ISO 4217 code");
  }
}
