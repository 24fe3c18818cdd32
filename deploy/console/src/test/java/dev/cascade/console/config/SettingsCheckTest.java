package dev.cascade.console.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.SettingsOf;
import dev.cascade.testing.fuzz.SettingsFuzz;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {

  private static final Map<String, String> NEEDED =
      Map.of(
          "cascade.console.auditor", "http://127.0.0.1:8080",
          "cascade.console.services.orders", "http://localhost:8081,http://[::1]:8101");

  @Test
  void defaultsAreFine() {
    assertThat(violations(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "services.orders, localhost:8081",
    "services.orders, /orders",
    "auditor, ftp://localhost",
    "browsers, 0",
    "pulse, PT0S",
    "linger, PT-1S",
    "read-back, -1",
    "facts-per-second, -1",
    "probe-timeout, PT0S",
    "relay-timeout, PT-1S",
    "relays, 0",
    "answer-bytes, 2147483647",
    "traces, 0"
  })
  void aValueThatCannotBeUsedIsNamed(String key, String value) {
    assertThat(violations(Map.of("cascade.console." + key, value)))
        .singleElement()
        .asString()
        .startsWith("cascade.console." + key + " must be");
  }

  @Test
  void whateverIsConfiguredIsNamedOrTaken() {
    SettingsFuzz.of(ConsoleSettings.class, NEEDED, SettingsCheck::violations);
  }

  private static List<String> violations(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(NEEDED);
    all.putAll(more);
    return SettingsCheck.violations(SettingsOf.of(ConsoleSettings.class, all));
  }
}
