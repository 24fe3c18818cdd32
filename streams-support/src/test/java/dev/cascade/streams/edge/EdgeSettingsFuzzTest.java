package dev.cascade.streams.edge;

import dev.cascade.testing.fuzz.SettingsFuzz;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EdgeSettingsFuzzTest {

  @Test
  void whateverIsConfiguredIsNamedOrTaken() {
    SettingsFuzz.of(
        EdgeSettings.class, Map.of(), it -> EdgeSettingsCheck.edgeRules(it).violations());
  }
}
