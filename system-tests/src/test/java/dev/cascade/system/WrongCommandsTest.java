package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.system.ecosystem.EndedProcess;
import dev.cascade.system.ecosystem.FailingCommand;
import dev.cascade.system.fuzz.CommandWords;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever {@code ./cascade} cannot do it says in a line that people understand, and fails. */
class WrongCommandsTest {

  private static final int DRAWN = 30;

  /** Reconcile's, when there are breaks. */
  private static final int HIGHEST_STATUS = 4;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense                    | nonsense",
        "up nobody                   | No part is called 'nobody'",
        "up --kafka nowhere          | --kafka must be HOST:PORT",
        "up --registry nowhere       | --registry must be http://HOST:PORT",
        "up --kafka-config pom.xml   | --kafka-config says how to use --kafka, which is missing",
        "down now                    | now",
        "status --all                | --all",
        "logs nobody                 | No part is called 'nobody'",
        "kill                        | PART",
        "scale nobody 2              | cannot have several instances. These can: orders",
        "scale orders 10             | orders can have 1 to 9 instances, not 10",
        "scale orders many           | many",
        "rollout console             | cannot have several instances",
        "rollout orders              | orders has one instance: while it restarts, nobody answers",
        "tail                        | TOPIC",
        "tail orders                 | The broker does not run",
        "tail orders --count=many    | many",
        "dead-letters nonsense       | nonsense",
        "dead-letters replay         | --service",
        "reconcile --from yesterday  | is no moment such as 2030",
        "reconcile --statement no    | there is no such file",
        "reconcile --account a       | --account says whose --statement it is",
        "shadow nobody               | No service is called 'nobody'. There are: email",
        "shadow email                | email cannot have a shadow: it sends mails",
        "shadow fraud                | Kafka and the registry of",
        "shadow fraud --from nowhere | --from nowhere is no folder",
        "shadow fraud --with limit   | limit",
        "lineage --xml               | --xml",
        "demo --fast                 | --fast",
        "reset --now                 | --now",
        "bench nonsense              | nonsense",
        "bench @/                    | @/",
        "chaos @/                    | @/",
        "simulate @/                 | @/",
        "logs @/                     | No part is called '@/'",
      })
  void whatItDoesNotUnderstandIsNamed(String command, String told) {
    isTold(FailingCommand.of(List.of(command.split(" ")), Map.of()), told);
  }

  @Test
  void downSaysThatNothingRuns() {
    EndedProcess ended = FailingCommand.of(List.of("down"), Map.of());

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.output()).contains("Nothing runs under ");
  }

  @Test
  void upSaysHowItIsUsedAndStartsNothing() {
    EndedProcess ended = FailingCommand.of(List.of("up", "--with", "connect", "--help"), Map.of());

    assertThat(ended.exitCode()).as(ended.output()).isZero();
    assertThat(ended.output())
        .contains("Usage: cascade up", "--kafka-config", "--registry-credentials")
        .doesNotContain("Cascade starts");
  }

  @Test
  void anEnvironmentThatCannotBeUsedIsNamed() {
    isTold(status("CASCADE_PORT_OFFSET", "abc"), "CASCADE_PORT_OFFSET is not a number: abc");
    isTold(status("CASCADE_PORT_OFFSET", "99999"), "CASCADE_PORT_OFFSET must be between 0 and");
    isTold(status("CASCADE_HOME", "/proc/nowhere"), "CASCADE_HOME can name another");
  }

  /** {@code -Dseed=N} repeats a run. */
  @Test
  void whateverWordsAreGivenTheCommandEndsInWords() {
    long seed = Long.getLong("seed", ThreadLocalRandom.current().nextLong(1L << 52));
    System.out.println("Commands with -Dseed=" + seed);
    CommandWords words = new CommandWords(new Random(seed));
    List<List<String>> drawn = Stream.generate(words::next).limit(DRAWN).toList();

    assertThat(drawn)
        .allSatisfy(command -> {
          EndedProcess ended = FailingCommand.of(command, Map.of());
          assertThat(ended.exitCode()).as("-Dseed=%d", seed).isBetween(0, HIGHEST_STATUS);
          assertThat(ended.output())
              .as("-Dseed=%d", seed)
              .isNotBlank()
              .doesNotContain("\tat ", "Exception in thread");
        });
  }

  private static EndedProcess status(String key, String value) {
    return FailingCommand.of(List.of("status"), Map.of(key, value));
  }

  private static void isTold(EndedProcess command, String told) {
    assertThat(command.exitCode()).as(command.output()).isNotZero();
    assertThat(command.output()).contains(told).doesNotContain("\tat ", "Exception in thread");
  }
}
