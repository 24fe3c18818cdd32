package dev.cascade.streams.tracing;

import dev.cascade.testing.fuzz.SettingsFuzz;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TracingSettingsFuzzTest {

  @Test
  void whateverIsConfiguredIsNamedOrTaken() {
    SettingsFuzz.of(
        TracingSettings.class,
        Map.of("quarkus.application.name", "any"),
        it -> TracingSettingsCheck.rules(it).violations());
  }
}
