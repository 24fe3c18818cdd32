package dev.cascade.auditor.run;

import dev.cascade.auditor.log.BrokerAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the settings must be. */
final class SettingsCheck {

  private static final Pattern ADDRESS =
      Pattern.compile("https?://(\\[[0-9A-Fa-f:.%]+]|[^\\s/:\\[\\]]+)(:\\d{1,5})?(/\\S*)?");

  private SettingsCheck() {}

  /** What is wrong, each with its key, what it must be and what it is. */
  static List<String> violations(AuditorSettings settings) {
    List<String> violations = new ArrayList<>();
    within(
        violations, "interval", settings.interval(), Duration.ofMillis(50), Duration.ofMinutes(1));
    within(violations, "look-back", settings.lookBack(), Duration.ofMinutes(1), Duration.ofDays(6));
    within(
        violations, "deadline-grace", settings.deadlineGrace(), Duration.ZERO, Duration.ofDays(1));
    if (!ADDRESS.matcher(settings.registryUrl()).matches()) {
      violations.add(
          "cascade.auditor.registry-url must be http:// or https:// with a host, not "
              + settings.registryUrl());
    }
    int most = settings.mostRemembered();
    if (most < 100 || most > 10_000_000) {
      violations.add("cascade.auditor.most-remembered must be from 100 to 10000000, not " + most);
    }
    try {
      BrokerAccess.of(settings.bootstrapServers(), settings.clientProperties());
    } catch (IllegalArgumentException e) {
      violations.add(
          "cascade.auditor.client-properties must be a file that can be used: " + e.getMessage());
    }
    return violations;
  }

  private static void within(
      List<String> violations, String key, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      violations.add(
          "cascade.auditor."
              + key
              + " must be a duration from "
              + least
              + " to "
              + most
              + ", not "
              + value);
    }
  }
}
