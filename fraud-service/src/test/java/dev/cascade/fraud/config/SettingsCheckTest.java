package dev.cascade.fraud.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.SettingsOf;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {

  private static final String PREFIX = "cascade.fraud.";

  @Test
  void theDefaultsPass() {
    assertThat(SettingsCheck.rules(settings(Map.of())).violations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "limit, -0.01, from 0",
    "limit, 1000000000000.01, to 1000000000000",
    "level-limits.GOLD, -1, from 0",
    "currency-limits.JPY, -1, from 0",
    "currency-limits.EURO, 1, ISO 4217",
    "review-from, 0, above 0",
    "review-from, 1.01, 1 at most",
    "level-review-from.GOLD, -0.1, above 0",
    "review-time, PT0.9S, from PT1S",
    "review-time, PT25H, to PT24H",
    "review-memory, PT23H, from PT24H",
    "decision-timeout, PT0S, from PT0.001S",
    "decision-timeout, PT30.001S, which is PT30S",
    "window, PT0S, from PT0.001S",
    "grace, PT-0.001S, from PT0S",
    "sweep-interval, PT0S, from PT0.001S",
    "sweep-entries, 0, 1 or more",
    "recent-alerts, 0, 1 or more",
    "read-timeout, PT30.001S, which is PT30S",
    "read-timeout, PT-1S, from PT0S",
    "longest-timeout, P30D, to PT1H"
  })
  void aValueThatIsOutOfRangeIsNamedWithWhatIsAllowed(String key, String value, String rule) {
    assertThat(SettingsCheck.rules(settings(Map.of(PREFIX + key, value))).violations())
        .hasSize(1)
        .allMatch(violation -> violation.startsWith(PREFIX + key + " must "))
        .allMatch(violation -> violation.contains(rule));
  }

  @ParameterizedTest
  @CsvSource({
    "limit, 0",
    "limit, 1000000000000",
    "level-limits.GOLD, 5000.00",
    "currency-limits.JPY, 300000",
    "review-from, 1",
    "review-from, 0.000001",
    "review-time, PT1S",
    "review-time, PT24H",
    "window, PT0.001S",
    "grace, PT0S",
    "sweep-entries, 1",
    "recent-alerts, 1",
    "read-timeout, PT30S"
  })
  void aValueAtTheEdgeOfItsRangePasses(String key, String value) {
    assertThat(SettingsCheck.rules(settings(Map.of(PREFIX + key, value))).violations()).isEmpty();
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnce() {
    FraudSettings wrong =
        settings(Map.of(PREFIX + "window", "PT0S", PREFIX + "sweep-entries", "0"));

    assertThat(SettingsCheck.rules(wrong).violations())
        .anyMatch(it -> it.contains(PREFIX + "window"))
        .anyMatch(it -> it.contains(PREFIX + "sweep-entries"));
  }

  private static FraudSettings settings(Map<String, String> values) {
    return SettingsOf.of(FraudSettings.class, values);
  }
}
