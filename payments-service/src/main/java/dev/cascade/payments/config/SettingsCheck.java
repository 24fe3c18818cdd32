package dev.cascade.payments.config;

import dev.cascade.payments.domain.Money;
import dev.cascade.streams.settings.SettingRules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the configuration must be like for the service to run. */
final class SettingsCheck {

  private static final int MAX_WAITERS = 1_000_000;
  private static final int MAX_RATE = 1_000_000;

  /** The rules with what breaks them. */
  @Produces
  @Singleton
  static SettingRules rules(PaymentsSettings settings) {
    SettingRules rules = new SettingRules("cascade.payments.");
    boolean currency = Money.isCurrency(settings.defaultCurrency());
    rules.that(
        currency,
        "default-currency",
        settings.defaultCurrency(),
        "must be the ISO 4217 code of a currency");
    rules.that(
        !currency
            || (settings.lowBalance().signum() >= 0
                && Money.parse(settings.lowBalance().toPlainString(), settings.defaultCurrency())
                    .isPresent()),
        "low-balance",
        settings.lowBalance(),
        "must be an amount of the default currency, zero or more");
    rules.positive("hold-time", settings.holdTime());
    rules.positive("ledger-retention", settings.ledgerRetention());
    rules.positive("payment-retention", settings.paymentRetention());
    rules.positive("statement-retention", settings.statementRetention());
    rules.positive("throughput-retention", settings.throughputRetention());
    rules.positive("outlier-threshold", settings.outlierThreshold());
    rules.positive("read-timeout", settings.readTimeout());
    rules.positive("timeline-timeout", settings.timelineTimeout());
    rules.positive("write-timeout", settings.writeTimeout());
    rules.positive("longest-timeout", settings.longestTimeout());
    rules.that(
        settings.longestTimeout().compareTo(settings.readTimeout()) >= 0
            && settings.longestTimeout().compareTo(settings.timelineTimeout()) >= 0
            && settings.longestTimeout().compareTo(settings.writeTimeout()) >= 0,
        "longest-timeout",
        settings.longestTimeout(),
        "must not be shorter than read-timeout, timeline-timeout and write-timeout");
    rules.number("max-waiters", settings.maxWaiters(), 1, MAX_WAITERS);
    rules.number("ramp-ceiling", settings.rampCeiling(), 1, MAX_RATE);
    return rules;
  }
}
