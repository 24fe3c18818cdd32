package dev.cascade.streams.tracing;

import dev.cascade.streams.settings.SettingRules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;

/** What the configuration of tracing must be like, whatever the service. */
final class TracingSettingsCheck {

  private static final int MOST_NEW = 10_000;
  private static final int LEAST_QUEUED = 64;
  private static final int MOST_QUEUED = 100_000;

  private TracingSettingsCheck() {}

  /** The rules with what breaks them. */
  @Produces
  @Singleton
  static SettingRules rules(TracingSettings settings) {
    SettingRules rules = new SettingRules("cascade.tracing.");
    settings
        .endpoint()
        .ifPresent(endpoint ->
            rules.that(isHttp(endpoint), "endpoint", endpoint, "must be http://host or https://"));
    rules.number("new-per-second", settings.newPerSecond(), 0, MOST_NEW);
    rules.that(
        settings.ratio() >= 0 && settings.ratio() <= 1,
        "ratio",
        settings.ratio(),
        "must be from 0 to 1");
    rules.number("queued-spans", settings.queuedSpans(), LEAST_QUEUED, MOST_QUEUED);
    return rules;
  }

  private static boolean isHttp(URI endpoint) {
    return ("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))
        && endpoint.getHost() != null;
  }
}
