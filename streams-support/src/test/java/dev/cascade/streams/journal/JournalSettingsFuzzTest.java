package dev.cascade.streams.journal;

import dev.cascade.testing.fuzz.SettingsFuzz;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalSettingsFuzzTest {

  @Test
  void whateverIsConfiguredIsNamedOrTaken() {
    SettingsFuzz.of(
        JournalSettings.class,
        Map.of("quarkus.application.name", "any"),
        it -> JournalBeans.journalRules(it).violations());
  }
}
