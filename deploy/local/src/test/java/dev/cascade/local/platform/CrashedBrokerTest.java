package dev.cascade.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of transactions when the broker is killed while it completes them. */
class CrashedBrokerTest {

  private static final Duration BOUND = Duration.ofSeconds(90);
  private static final int CRASHES = 4;
  private static final int COMMITS_BETWEEN_CRASHES = 150;

  private KafkaBroker broker;
  private TransactionStorm storm;

  @BeforeEach
  void start() throws Exception {
    List<Integer> ports = Ports.free(2);
    Path target = Path.of("target").toAbsolutePath();
    broker =
        KafkaBroker.builder()
            .port(ports.getFirst())
            .controllerPort(ports.getLast())
            .dataDirectory(Files.createTempDirectory(target, "crashed-broker"))
            .build();
    broker.start();
    broker.awaitReady(BOUND);
    storm = TransactionStorm.start(broker.bootstrapServers());
  }

  @AfterEach
  void stop() {
    storm.close();
    broker.close();
  }

  /** Before the broker was unregistered first, some three of six crashes tore a transaction. */
  @Test
  void everyTransactionIsWholeOrNotThereAndNoneStaysOpenWhenTheBrokerCrashesAmongThem()
      throws Exception {
    for (int crash = 0; crash < CRASHES; crash++) {
      storm.awaitCommits(COMMITS_BETWEEN_CRASHES, BOUND);
      broker.kill();
      assertThat(broker.hasCrashed()).isTrue();
      broker.start();
      broker.awaitReady(BOUND);
    }
    storm.awaitCommits(COMMITS_BETWEEN_CRASHES, BOUND);
    storm.stopWriting();

    await().atMost(BOUND).untilAsserted(() -> assertThat(storm.openPartitions()).isEmpty());
    TransactionStorm.Outcome outcome = storm.outcome();
    assertThat(outcome.torn()).isEmpty();
    assertThat(outcome.lost()).isEmpty();
    assertThat(Files.readAllLines(broker.log()))
        .as("markers that the broker dropped")
        .noneMatch(line -> line.contains("Couldn't find leader endpoint"));
  }

  @Test
  void aBrokerThatWasShutDownHasNotCrashed() throws Exception {
    broker.close();
    assertThat(broker.hasCrashed()).isFalse();

    broker.start();
    broker.awaitReady(BOUND);

    storm.awaitCommits(1, BOUND);
    assertThat(broker.hasCrashed()).isFalse();
  }
}
