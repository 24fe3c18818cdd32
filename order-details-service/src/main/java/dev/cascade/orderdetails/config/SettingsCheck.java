package dev.cascade.orderdetails.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds everything in the configuration that the service cannot run with, all of it at once. */
final class SettingsCheck {

  private static final String PREFIX = "cascade.order-details.";
  private static final Duration INSTANT = Duration.ofMillis(1);
  private static final Duration SHORTEST_TRANSACTION = Duration.ofSeconds(1);

  /** A broker's {@code transaction.max.timeout.ms}, unless it is told otherwise. */
  private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(15);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final List<String> violations = new ArrayList<>();

  private SettingsCheck() {}

  /**
   * Passes settings that are in range.
   *
   * @throws IllegalArgumentException with each key that is not, its value and what it must be
   */
  static void passes(OrderDetailsSettings settings) {
    List<String> violations = violations(settings);
    if (!violations.isEmpty()) {
      throw new IllegalArgumentException("Configuration: " + String.join("; ", violations));
    }
  }

  static List<String> violations(OrderDetailsSettings settings) {
    SettingsCheck check = new SettingsCheck();
    check.number("max-quantity", settings.maxQuantity(), 1);
    check.duration(
        "transaction-timeout",
        settings.transactionTimeout(),
        SHORTEST_TRANSACTION,
        LONGEST_TRANSACTION);
    check.duration("retry-pause", settings.retryPause(), INSTANT, LONGEST_PAUSE);
    check.duration("idle-commit", settings.idleCommit(), INSTANT, LONGEST_PAUSE);
    return check.violations;
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
