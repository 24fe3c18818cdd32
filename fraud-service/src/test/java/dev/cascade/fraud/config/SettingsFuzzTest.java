package dev.cascade.fraud.config;

import dev.cascade.testing.fuzz.SettingsFuzz;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsFuzzTest {

  @Test
  void whateverIsConfiguredIsNamedOrTaken() {
    SettingsFuzz.of(FraudSettings.class, Map.of(), it -> SettingsCheck.rules(it).violations());
  }
}
