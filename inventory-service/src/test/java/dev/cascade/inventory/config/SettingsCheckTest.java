package dev.cascade.inventory.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.SettingsOf;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {

  private static final String PREFIX = "cascade.inventory.";

  @Test
  void theDefaultsPass() {
    assertThat(SettingsCheck.rules(settings(Map.of())).violations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "line-memory, PT0S, from PT0.001S",
    "line-memory, P3651D, to PT87600H",
    "adjustment-memory, PT-1S, from PT0.001S",
    "sweep-interval, PT0.0001S, from PT0.001S",
    "sweep-interval, PT2H, to PT1H",
    "sweep-entries, 0, 1 or more",
    "product-gauges, -1, 0 or more",
    "most-waiters, 0, 1 or more",
    "default-currency, EURO, ISO 4217",
    "default-currency, XXX, ISO 4217",
    "read-timeout, PT31S, which is PT30S",
    "read-timeout, PT-1S, from PT0S",
    "write-timeout, PT30.001S, which is PT30S",
    "longest-timeout, PT1H1S, to PT1H"
  })
  void aValueThatIsOutOfRangeIsNamedWithWhatIsAllowed(String key, String value, String rule) {
    assertThat(SettingsCheck.rules(settings(Map.of(PREFIX + key, value))).violations())
        .hasSize(1)
        .allMatch(violation -> violation.startsWith(PREFIX + key + " must "))
        .allMatch(violation -> violation.contains(rule));
  }

  @ParameterizedTest
  @CsvSource({
    "line-memory, PT0.001S",
    "sweep-interval, PT1H",
    "sweep-entries, 1",
    "product-gauges, 0",
    "most-waiters, 1",
    "default-currency, JPY",
    "read-timeout, PT0S",
    "write-timeout, PT30S",
    "longest-timeout, PT5S"
  })
  void aValueAtTheEdgeOfItsRangePasses(String key, String value) {
    assertThat(SettingsCheck.rules(settings(Map.of(PREFIX + key, value))).violations()).isEmpty();
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnce() {
    InventorySettings wrong =
        settings(Map.of(PREFIX + "sweep-entries", "0", PREFIX + "line-memory", "PT0S"));

    assertThat(SettingsCheck.rules(wrong).violations())
        .anyMatch(it -> it.contains(PREFIX + "sweep-entries"))
        .anyMatch(it -> it.contains(PREFIX + "line-memory"));
  }

  private static InventorySettings settings(Map<String, String> values) {
    return SettingsOf.of(InventorySettings.class, values);
  }
}
