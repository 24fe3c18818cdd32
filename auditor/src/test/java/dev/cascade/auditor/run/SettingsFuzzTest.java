package dev.cascade.auditor.run;

import dev.cascade.testing.fuzz.SettingsFuzz;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsFuzzTest {

  @Test
  void whateverIsConfiguredIsNamedOrTaken() {
    SettingsFuzz.of(
        AuditorSettings.class,
        Map.of("cascade.auditor.registry-url", "http://localhost:8090"),
        SettingsCheck::violations);
  }
}
