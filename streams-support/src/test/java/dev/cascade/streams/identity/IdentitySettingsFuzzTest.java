package dev.cascade.streams.identity;

import dev.cascade.testing.fuzz.SettingsFuzz;
import dev.cascade.testing.identity.TokenMint;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentitySettingsFuzzTest {

  @Test
  void whateverIsConfiguredIsNamedOrTakenWhileItIsOn() {
    SettingsFuzz.of(
        IdentitySettings.class,
        TokenMint.shared().configuration(),
        IdentitySettingsFuzzTest::violations);
  }

  /** Where the draw switches it off, nothing else is in force, nor counted with. */
  private static List<String> violations(IdentitySettings settings) {
    return settings.enabled()
        ? IdentitySettingsCheck.rules(settings).violations()
        : List.of("cascade.identity.enabled is false");
  }
}
