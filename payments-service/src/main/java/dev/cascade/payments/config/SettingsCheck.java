package dev.cascade.payments.config;

import dev.cascade.payments.domain.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds everything in the configuration that the service cannot run with, all of it at once. */
final class SettingsCheck {

  private static final String PREFIX = "cascade.payments.";
  private static final int MAX_WAITERS = 1_000_000;
  private static final int MAX_RATE = 1_000_000;

  private final List<String> violations = new ArrayList<>();

  private SettingsCheck() {}

  /**
   * Passes settings that are in range.
   *
   * @throws IllegalArgumentException with each key that is not, and what it must be
   */
  static void passes(PaymentsSettings settings) {
    List<String> violations = violations(settings);
    if (!violations.isEmpty()) {
      throw new IllegalArgumentException("Configuration: " + String.join("; ", violations));
    }
  }

  static List<String> violations(PaymentsSettings settings) {
    SettingsCheck check = new SettingsCheck();
    boolean currency = Money.isCurrency(settings.defaultCurrency());
    check.that(currency, "default-currency must be the ISO 4217 code of a currency");
    check.that(
        !currency
            || (settings.lowBalance().signum() >= 0
                && Money.parse(settings.lowBalance().toPlainString(), settings.defaultCurrency())
                    .isPresent()),
        "low-balance must be an amount of the default currency, zero or more");
    check.positive(settings.holdTime(), "hold-time");
    check.positive(settings.ledgerRetention(), "ledger-retention");
    check.positive(settings.paymentRetention(), "payment-retention");
    check.positive(settings.statementRetention(), "statement-retention");
    check.positive(settings.throughputRetention(), "throughput-retention");
    check.positive(settings.outlierThreshold(), "outlier-threshold");
    check.positive(settings.readTimeout(), "read-timeout");
    check.positive(settings.writeTimeout(), "write-timeout");
    check.positive(settings.longestTimeout(), "longest-timeout");
    check.that(
        settings.longestTimeout().compareTo(settings.readTimeout()) >= 0
            && settings.longestTimeout().compareTo(settings.writeTimeout()) >= 0,
        "longest-timeout must not be shorter than read-timeout and write-timeout");
    check.range(settings.maxWaiters(), MAX_WAITERS, "max-waiters");
    check.range(settings.rampCeiling(), MAX_RATE, "ramp-ceiling");
    return check.violations;
  }

  private void positive(Duration value, String key) {
    that(value.isPositive(), key + " must be longer than zero, such as PT5S");
  }

  private void range(int value, int most, String key) {
    that(value >= 1 && value <= most, key + " must be from 1 to " + most);
  }

  private void that(boolean holds, String rule) {
    if (!holds) {
      violations.add(PREFIX + rule);
    }
  }
}
