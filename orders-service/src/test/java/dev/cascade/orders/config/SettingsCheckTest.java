package dev.cascade.orders.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.SettingsOf;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {

  @Test
  void theDefaultsPass() {
    assertThat(SettingsCheck.rules(settings(Map.of())).violations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "waiters, 0",
    "limits.lines, -1",
    "limits.page, 0",
    "events.longest, PT0S",
    "timeline.after, PT0S",
    "timeouts.longest, PT1S",
    "timeouts.delivery, PT0S",
    "patience.payment, PT-1S",
    "patience.retention, PT0S",
    "rules.fraud.deadline, PT0S"
  })
  void aValueThatIsOutOfRangeIsNamed(String key, String value) {
    assertThat(SettingsCheck.rules(settings(Map.of("cascade.orders." + key, value))).violations())
        .hasSize(1)
        .allMatch(violation -> violation.startsWith("cascade.orders." + key));
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnce() {
    OrdersSettings wrong =
        settings(Map.of("cascade.orders.waiters", "0", "cascade.orders.limits.lines", "0"));

    assertThat(SettingsCheck.rules(wrong).violations())
        .anyMatch(it -> it.contains("waiters"))
        .anyMatch(it -> it.contains("limits.lines"));
  }

  private static OrdersSettings settings(Map<String, String> values) {
    return SettingsOf.of(OrdersSettings.class, values);
  }
}
