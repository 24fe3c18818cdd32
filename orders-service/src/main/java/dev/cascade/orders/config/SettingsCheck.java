package dev.cascade.orders.config;

import dev.cascade.orders.config.OrdersSettings.Patience;
import dev.cascade.streams.settings.SettingRules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What the configuration must be like for the service to run. */
final class SettingsCheck {

  /** Verdicts are kept for a week, and an order must not outlive them. */
  private static final Duration LONGEST_REVIEW = Duration.ofDays(6);

  /** The rules with what breaks them. */
  @Produces
  @Singleton
  static SettingRules rules(OrdersSettings settings) {
    SettingRules rules = new SettingRules("cascade.orders.");
    rules.number("waiters", settings.waiters(), 1);
    rules.number("remembered-requests", settings.rememberedRequests(), 1);
    rules.number("limits.lines", settings.limits().lines(), 1);
    rules.number("limits.quantity", settings.limits().quantity(), 1);
    rules.number("limits.unit-price", settings.limits().unitPrice(), 1);
    rules.number("limits.page", settings.limits().page(), 1);
    rules.number("events.streams", settings.events().streams(), 1);
    rules.number("events.remembered-orders", settings.events().rememberedOrders(), 1);
    rules.positive("events.longest", settings.events().longest());
    rules.positive("timeline.after", settings.timeline().after());
    rules.positive("timeouts.delivery", settings.timeouts().delivery());
    rules.positive("timeouts.fallback", settings.timeouts().fallback());
    rules.positive("timeouts.longest", settings.timeouts().longest());
    rules.that(
        settings.timeouts().longest().compareTo(settings.timeouts().fallback()) >= 0,
        "timeouts.longest",
        settings.timeouts().longest(),
        "must not be shorter than timeouts.fallback");
    patience(rules, settings.patience());
    settings
        .rules()
        .forEach((name, rule) -> rules.positive("rules." + name + ".deadline", rule.deadline()));
    return rules;
  }

  private static void patience(SettingRules rules, Patience patience) {
    rules.duration("patience.review", patience.review(), Duration.ZERO, LONGEST_REVIEW);
    rules.positive("patience.payment", patience.payment());
    rules.positive("patience.shipping", patience.shipping());
    rules.positive("patience.refund", patience.refund());
    rules.positive("patience.retention", patience.retention());
    rules.positive("patience.scan", patience.scan());
  }
}
