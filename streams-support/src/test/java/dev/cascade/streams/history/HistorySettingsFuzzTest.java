package dev.cascade.streams.history;

import dev.cascade.testing.fuzz.SettingsFuzz;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistorySettingsFuzzTest {

  @Test
  void whateverIsConfiguredIsNamedOrTaken() {
    SettingsFuzz.of(
        HistorySettings.class,
        Map.of("quarkus.application.name", "any"),
        it -> HistorySettingsCheck.rules(it).violations());
  }
}
