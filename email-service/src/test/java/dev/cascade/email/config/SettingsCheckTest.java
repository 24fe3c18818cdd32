package dev.cascade.email.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.SettingsOf;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsCheckTest {

  private static final int POOL = 32;

  @Test
  void theDefaultsPass() {
    assertThat(SettingsCheck.rules(settings(Map.of()), POOL).violations()).isEmpty();
  }

  @Test
  void everythingThatCanBeConfiguredPasses() {
    Map<String, String> values =
        Map.of(
            "cascade.email.levels", "PLATINUM,SILVER",
            "cascade.email.level-topics.GOLD", "gold.e-mails_1",
            "cascade.email.from", "\"Łukasz, Cascade\" <orders@xn--bcher-kva.example>",
            "cascade.email.grace", "PT0S",
            "cascade.email.retry.max-attempts", "1",
            "cascade.email.max-concurrent", "2");

    assertThat(SettingsCheck.rules(settings(values), 4).violations()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "window                | PT0S",
        "grace                 | PT-1S",
        "from                  | orders",
        "from                  | Cascade <orders@cascade.example",
        "from                  | <orders@>",
        "from                  | orders@bücher.example",
        "from                  | örders@cascade.example",
        "message-id-domain     | cascade example",
        "message-id-domain     | bücher.example",
        "message-id-domain     | a@b",
        "max-concurrent        | 1",
        "max-concurrent        | 17",
        "attempt-timeout       | PT0S",
        "attempt-timeout       | PT2H",
        "retry.first-wait      | PT0S",
        "retry.longest-wait    | PT0.5S",
        "retry.max-attempts    | 0",
        "retry.patience        | PT0S",
        "keep-requests         | PT0S",
        "keep-hours            | PT59M",
        "most-waiters          | 0",
        "level-topics.GOLD     | gold emails",
        "level-topics.GOLD     | ..",
        "level-topics.GOLD     | emails-sent",
        "level-topics.PLATINUM | other-emails"
      })
  void aValueThatIsOutOfRangeIsNamed(String key, String value) {
    assertThat(
            SettingsCheck.rules(settings(Map.of("cascade.email." + key, value)), POOL).violations())
        .hasSize(1)
        .allMatch(violation -> violation.startsWith("cascade.email." + key + " must"));
  }

  @Test
  void everythingThatIsWrongIsNamedAtOnce() {
    EmailSettings wrong =
        settings(Map.of("cascade.email.window", "PT0S", "cascade.email.from", "nobody"));

    assertThat(SettingsCheck.rules(wrong, POOL).violations())
        .anyMatch(it -> it.contains("cascade.email.window must"))
        .anyMatch(it -> it.contains("cascade.email.from must"));
  }

  private static EmailSettings settings(Map<String, String> values) {
    return SettingsOf.of(EmailSettings.class, values);
  }
}
