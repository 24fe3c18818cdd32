package dev.cascade.streams.desk;

import static dev.cascade.streams.desk.TestDesk.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.testing.proxy.KafkaProxy;
import dev.cascade.testing.proxy.StepListener.Fate;
import dev.cascade.testing.proxy.TransactionStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.common.protocol.ApiKeys;
import org.junit.jupiter.api.Test;

/** A desk that dies at any step of its transaction has replayed a letter once, or not at all. */
class DeskCommitPointsTest {

  private static final Signature BOB = new Signature("bob", "the other desk is gone");
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Exception REASON = new IllegalStateException("bad");

  @Test
  void whoeverComesAfterADeskThatDiedFindsTheLetterReplayedOrReplaysIt() {
    List<TransactionStep> points = new ArrayList<>();
    for (int point = 0; diesAt(point, points); point++) {
      assertThat(points).as("steps of one replay").hasSizeLessThan(50);
    }

    System.out.println("A desk died " + points);
    assertThat(points)
        .extracting(TransactionStep::request)
        .contains(ApiKeys.PRODUCE, ApiKeys.END_TXN);
  }

  /** Whether there is a step of that number. */
  private static boolean diesAt(int point, List<TransactionStep> points) {
    AtomicInteger steps = new AtomicInteger();
    CompletableFuture<TransactionStep> died = new CompletableFuture<>();
    try (TestDesk test = new TestDesk();
        KafkaProxy proxy =
            new KafkaProxy(
                test.platform.bootstrapServers(),
                step ->
                    steps.getAndIncrement() == point && died.complete(step)
                        ? Fate.DIE
                        : Fate.GO_ON)) {
      LetterId id = test.letter("k", "v", REASON);
      Desk dying =
          new Desk(
              KafkaCluster.at(proxy.bootstrapServers()), test.registry(), test.settings(Map.of()));
      CompletableFuture<Void> replay =
          CompletableFuture.runAsync(() -> dying.replay(id, ANN, null));
      CompletableFuture.anyOf(died, replay).join();

      test.desk().replay(id, BOB, null);

      // A commit is answered before its markers are written, which make it visible.
      seenOnce("replays", died, test::replayed);
      seenOnce("decisions", died, test::decisions);
      seenOnce("events", died, test::auditEvents);
      if (died.isDone()) {
        points.add(died.join());
      }
      return died.isDone();
    }
  }

  private static void seenOnce(
      String what, CompletableFuture<TransactionStep> died, Supplier<List<?>> committed) {
    await()
        .atMost(BOUND)
        .untilAsserted(
            () -> assertThat(committed.get()).as("%s after it died %s", what, died).hasSize(1));
  }
}
