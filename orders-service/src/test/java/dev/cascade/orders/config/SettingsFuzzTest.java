package dev.cascade.orders.config;

import dev.cascade.testing.fuzz.SettingsFuzz;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsFuzzTest {

  @Test
  void whateverIsConfiguredIsNamedOrTaken() {
    SettingsFuzz.of(OrdersSettings.class, Map.of(), it -> SettingsCheck.rules(it).violations());
  }
}
