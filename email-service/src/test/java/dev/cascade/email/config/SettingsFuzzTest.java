package dev.cascade.email.config;

import dev.cascade.testing.fuzz.SettingsFuzz;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsFuzzTest {

  /** As in application.properties. */
  private static final int MAILER_POOL = 100;

  @Test
  void whateverIsConfiguredIsNamedOrTaken() {
    SettingsFuzz.of(
        EmailSettings.class, Map.of(), it -> SettingsCheck.rules(it, MAILER_POOL).violations());
  }
}
