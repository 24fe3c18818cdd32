package dev.cascade.orders.config;

import dev.cascade.orders.config.OrdersSettings.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Finds everything in the configuration that the service cannot run with, all of it at once. */
final class SettingsCheck {

  private static final String PREFIX = "cascade.orders.";

  private final List<String> violations = new ArrayList<>();

  private SettingsCheck() {}

  /**
   * Passes settings that are in range.
   *
   * @throws IllegalArgumentException with each key that is not, and what it must be
   */
  static void passes(OrdersSettings settings) {
    List<String> violations = violations(settings);
    if (!violations.isEmpty()) {
      throw new IllegalArgumentException("Configuration: " + String.join("; ", violations));
    }
  }

  static List<String> violations(OrdersSettings settings) {
    SettingsCheck check = new SettingsCheck();
    check.atLeastOne(settings.waiters(), "waiters");
    check.atLeastOne(settings.limits().lines(), "limits.lines");
    check.atLeastOne(settings.limits().quantity(), "limits.quantity");
    check.atLeastOne(settings.limits().unitPrice(), "limits.unit-price");
    check.atLeastOne(settings.limits().page(), "limits.page");
    check.atLeastOne(settings.events().streams(), "events.streams");
    check.atLeastOne(settings.events().rememberedOrders(), "events.remembered-orders");
    check.positive(settings.events().longest(), "events.longest");
    check.positive(settings.timeouts().delivery(), "timeouts.delivery");
    check.positive(settings.timeouts().longest(), "timeouts.longest");
    check.that(
        settings.timeouts().longest().compareTo(settings.timeouts().fallback()) >= 0,
        "timeouts.longest must not be shorter than timeouts.fallback");
    check.patience(settings.patience());
    settings
        .rules()
        .forEach((name, rule) -> check.positive(rule.deadline(), "rules." + name + ".deadline"));
    return check.violations;
  }

  private void patience(Patience patience) {
    positive(patience.payment(), "patience.payment");
    positive(patience.shipping(), "patience.shipping");
    positive(patience.refund(), "patience.refund");
    positive(patience.retention(), "patience.retention");
    positive(patience.scan(), "patience.scan");
  }

  private void positive(Duration value, String key) {
    that(value.isPositive(), key + " must be longer than zero, such as PT5S");
  }

  private void atLeastOne(long value, String key) {
    that(value >= 1, key + " must be 1 or more");
  }

  private void that(boolean holds, String rule) {
    if (!holds) {
      violations.add(PREFIX + rule);
    }
  }
}
