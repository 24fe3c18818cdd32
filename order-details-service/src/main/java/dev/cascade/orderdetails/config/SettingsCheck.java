package dev.cascade.orderdetails.config;

import dev.cascade.streams.settings.SettingRules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What the configuration must be like for the service to run. */
final class SettingsCheck {

  private static final Duration INSTANT = Duration.ofMillis(1);
  private static final Duration SHORTEST_TRANSACTION = Duration.ofSeconds(1);

  /** A broker's {@code transaction.max.timeout.ms}, unless it is told otherwise. */
  private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(15);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** The rules with what breaks them. */
  @Produces
  @Singleton
  static SettingRules rules(OrderDetailsSettings settings) {
    return new SettingRules("cascade.order-details.")
        .number("max-quantity", settings.maxQuantity(), 1)
        .duration(
            "transaction-timeout",
            settings.transactionTimeout(),
            SHORTEST_TRANSACTION,
            LONGEST_TRANSACTION)
        .duration("retry-pause", settings.retryPause(), INSTANT, LONGEST_PAUSE)
        .duration("idle-commit", settings.idleCommit(), INSTANT, LONGEST_PAUSE);
  }
}
