package dev.cascade.streams.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.SettingsOf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalSettingsTest {

  @Test
  void theDefaultsPass() {
    assertThat(violations(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "service, ' '",
    "most-waiting, 0",
    "most-waiting, 10001",
    "fold-repeats-for, PT0S",
    "fold-repeats-for, PT2H",
    "most-message-chars, 0",
    "most-stack-chars, 1000000",
    "closing-time, PT-1S"
  })
  void aValueThatIsOutOfRangeIsNamed(String key, String value) {
    assertThat(violations(Map.of("cascade.journal." + key, value)))
        .singleElement()
        .asString()
        .startsWith("cascade.journal." + key);
  }

  @Test
  void whoIsSwitchedOffSaysThatItWritesNothing() {
    assertThat(JournalBeans.lineage(settings(Map.of("cascade.journal.enabled", "false"))).writes())
        .isEmpty();
    assertThat(JournalBeans.lineage(settings(Map.of())).writes())
        .containsExactlyInAnyOrder("application-errors", "application-events");
  }

  private static List<String> violations(Map<String, String> changed) {
    return JournalBeans.journalRules(settings(changed)).violations();
  }

  private static JournalSettings settings(Map<String, String> changed) {
    Map<String, String> values = new HashMap<>();
    values.put("cascade.journal.service", "any-service");
    values.putAll(changed);
    return SettingsOf.of(JournalSettings.class, values);
  }
}
