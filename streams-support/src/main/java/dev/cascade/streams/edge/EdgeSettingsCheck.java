package dev.cascade.streams.edge;

import dev.cascade.streams.settings.SettingRules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What {@link EdgeSettings} must be like. */
final class EdgeSettingsCheck {

  private static final int MOST_REQUESTS = 1_000_000;
  private static final int LEAST_CALLERS = 10;
  private static final Duration LEAST = Duration.ofMillis(500);
  private static final Duration MOST = Duration.ofMinutes(10);

  /** The rules with what breaks them. */
  @Produces
  @Singleton
  static SettingRules edgeRules(EdgeSettings settings) {
    SettingRules rules = new SettingRules("cascade.edge.");
    rules.number("requests-per-second", settings.requestsPerSecond(), 0, MOST_REQUESTS);
    rules.number("burst", settings.burst(), 1, MOST_REQUESTS);
    rules.number("most-callers", settings.mostCallers(), LEAST_CALLERS, MOST_REQUESTS);
    rules.duration("head-timeout", settings.headTimeout(), LEAST, MOST);
    rules.duration("body-timeout", settings.bodyTimeout(), LEAST, MOST);
    return rules;
  }
}
