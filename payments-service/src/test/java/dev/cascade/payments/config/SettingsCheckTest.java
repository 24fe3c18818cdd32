package dev.cascade.payments.config;

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
    "default-currency, EURO",
    "low-balance, -1.00",
    "low-balance, 1.005",
    "hold-time, PT0S",
    "payment-retention, PT-1S",
    "longest-timeout, PT1S",
    "max-waiters, 0",
    "ramp-ceiling, 0"
  })
  void aValueThatIsOutOfRangeIsNamed(String key, String value) {
    assertThat(SettingsCheck.rules(settings(Map.of("cascade.payments." + key, value))).violations())
        .hasSize(1)
        .allMatch(it -> it.startsWith("cascade.payments." + key));
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnce() {
    PaymentsSettings wrong =
        settings(Map.of("cascade.payments.max-waiters", "0", "cascade.payments.hold-time", "PT0S"));

    assertThat(SettingsCheck.rules(wrong).violations())
        .anyMatch(it -> it.contains("max-waiters"))
        .anyMatch(it -> it.contains("hold-time"));
  }

  private static PaymentsSettings settings(Map<String, String> values) {
    return SettingsOf.of(PaymentsSettings.class, values);
  }
}
