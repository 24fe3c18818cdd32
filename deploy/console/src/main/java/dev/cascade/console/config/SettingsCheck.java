package dev.cascade.console.config;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Stops the start of the console when its settings cannot be used, and tells all that is wrong. */
@Singleton
final class SettingsCheck {

  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final Duration LEAST = Duration.ofMillis(10);
  private static final Duration MOST = Duration.ofMinutes(10);
  private static final Duration LONGEST_LINGER = Duration.ofDays(1);
  private static final int MOST_AT_ONCE = 10_000;
  private static final int MOST_RECORDS = 100_000;
  private static final int MOST_BYTES = 100_000_000;

  private final List<String> violations = new ArrayList<>();

  /** Before anything of the console begins: routes are made before the start is told of. */
  void onStart(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) Router routes,
      ConsoleSettings settings) {
    List<String> wrong = violations(settings);
    if (!wrong.isEmpty()) {
      throw new ConfigurationException("Configuration: " + String.join("; ", wrong));
    }
  }

  /** What is wrong, each with its key, what it must be and what it is. */
  static List<String> violations(ConsoleSettings settings) {
    SettingsCheck check = new SettingsCheck();
    settings
        .services()
        .forEach((name, instances) ->
            instances.forEach(instance -> check.address("services." + name, instance)));
    check.address("auditor", settings.auditor());
    settings
        .hosts()
        .forEach(host -> check.that(!host.isBlank(), "hosts", "must be names", "a blank"));
    check.number("browsers", settings.browsers(), 1, MOST_AT_ONCE);
    check.duration("pulse", settings.pulse(), LEAST, MOST);
    check.duration("linger", settings.linger(), Duration.ZERO, LONGEST_LINGER);
    check.number("read-back", settings.readBack(), 0, MOST_RECORDS);
    check.number("facts-per-second", settings.factsPerSecond(), 0, MOST_RECORDS);
    check.duration("probe-timeout", settings.probeTimeout(), LEAST, MOST);
    check.duration("relay-timeout", settings.relayTimeout(), LEAST, MOST);
    check.number("relays", settings.relays(), 1, MOST_AT_ONCE);
    check.number("answer-bytes", settings.answerBytes(), 1, MOST_BYTES);
    check.number("traces", settings.traces(), 1, MOST_RECORDS);
    return List.copyOf(check.violations);
  }

  private void address(String key, URI address) {
    that(
        address.getHost() != null && SCHEMES.contains(address.getScheme()),
        key,
        "must be http:// or https:// with a host",
        address);
  }

  private void number(String key, int value, int least, int most) {
    that(value >= least && value <= most, key, "must be from " + least + " to " + most, value);
  }

  private void duration(String key, Duration value, Duration least, Duration most) {
    that(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        key,
        "must be a duration from " + least + " to " + most,
        value);
  }

  private void that(boolean holds, String key, String rule, Object value) {
    if (!holds) {
      violations.add("cascade.console." + key + " " + rule + ", not " + value);
    }
  }
}
