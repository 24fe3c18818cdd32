package dev.cascade.orderdetails.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.SettingsOf;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {

  private static final String PREFIX = "cascade.order-details.";

  @Test
  void theDefaultsPass() {
    assertThat(SettingsCheck.rules(settings(Map.of())).violations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "max-quantity, 0, 1 or more",
    "transaction-timeout, PT0.999S, from PT1S",
    "transaction-timeout, PT15M1S, to PT15M",
    "retry-pause, PT0S, from PT0.001S",
    "idle-commit, PT0S, from PT0.001S",
    "idle-commit, PT61S, to PT1M"
  })
  void aValueThatIsOutOfRangeIsNamedWithWhatIsAllowed(String key, String value, String rule) {
    assertThat(SettingsCheck.rules(settings(Map.of(PREFIX + key, value))).violations())
        .hasSize(1)
        .allMatch(violation -> violation.startsWith(PREFIX + key + " must "))
        .allMatch(violation -> violation.contains(rule));
  }

  @ParameterizedTest
  @CsvSource({
    "max-quantity, 1",
    "transaction-timeout, PT1S",
    "transaction-timeout, PT15M",
    "retry-pause, PT0.001S",
    "idle-commit, PT1M"
  })
  void aValueAtTheEdgeOfItsRangePasses(String key, String value) {
    assertThat(SettingsCheck.rules(settings(Map.of(PREFIX + key, value))).violations()).isEmpty();
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnce() {
    OrderDetailsSettings wrong =
        settings(Map.of(PREFIX + "max-quantity", "0", PREFIX + "idle-commit", "PT0S"));

    assertThat(SettingsCheck.rules(wrong).violations())
        .anyMatch(it -> it.contains(PREFIX + "max-quantity"))
        .anyMatch(it -> it.contains(PREFIX + "idle-commit"));
  }

  private static OrderDetailsSettings settings(Map<String, String> values) {
    return SettingsOf.of(OrderDetailsSettings.class, values);
  }
}
