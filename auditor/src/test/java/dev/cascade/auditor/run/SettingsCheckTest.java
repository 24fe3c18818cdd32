package dev.cascade.auditor.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.SettingsOf;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsCheckTest {

  @Test
  void defaultsAreFine() {
    assertThat(
            SettingsCheck.violations(
                settings(Map.of("cascade.auditor.registry-url", "http://localhost:8090"))))
        .isEmpty();
  }

  @Test
  void everyViolationIsNamed() {
    Map<String, String> wrong =
        Map.of(
            "cascade.auditor.interval", "PT0S",
            "cascade.auditor.look-back", "P30D",
            "cascade.auditor.deadline-grace", "PT-1S",
            "cascade.auditor.client-properties", "/nowhere.properties",
            "cascade.auditor.most-remembered", "0",
            "cascade.auditor.registry-url", "registry:8090");

    assertThat(SettingsCheck.violations(settings(wrong)))
        .hasSize(6)
        .anySatisfy(violation -> assertThat(violation).contains("interval").contains("PT0S"))
        .anySatisfy(violation ->
            assertThat(violation).contains("client-properties").contains("/nowhere.properties"))
        .anySatisfy(violation -> assertThat(violation).contains("most-remembered").contains("0"))
        .anySatisfy(
            violation -> assertThat(violation).contains("registry-url").contains("registry:8090"));
  }

  private static AuditorSettings settings(Map<String, String> values) {
    return SettingsOf.of(AuditorSettings.class, values);
  }
}
