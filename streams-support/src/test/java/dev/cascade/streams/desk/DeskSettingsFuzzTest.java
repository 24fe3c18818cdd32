package dev.cascade.streams.desk;

import dev.cascade.testing.fuzz.SettingsFuzz;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeskSettingsFuzzTest {

  @Test
  void whateverIsConfiguredIsNamedOrTaken() {
    SettingsFuzz.of(
        DeskSettings.class,
        Map.of("cascade.dead-letters.topic", "any-dead-letters", "quarkus.application.name", "any"),
        it -> DeskBeans.deskRules(it).violations());
  }
}
