package dev.cascade.bench.peers.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cascade.bench.audit.Findings;
import dev.cascade.bench.peers.OrderState;
import dev.cascade.bench.peers.PeerBroker;
import dev.cascade.bench.peers.PeerCaller;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The reference as processes of its own on a real broker. */
@TestMethodOrder(OrderAnnotation.class)
class StreamsPeerTest {

  private static final Duration BOUND = Duration.ofSeconds(20);

  private static StreamsPeer peer;
  private static PeerCaller caller;

  @BeforeAll
  static void start() {
    peer =
        new StreamsPeer(
            PeerBroker.kafka(),
            "streams-",
            PeerBroker.folder("streams"),
            Map.of("many", 1_000L, "few", 5L));
    caller = new PeerCaller(peer.url());
  }

  @AfterAll
  static void stop() {
    caller.close();
    peer.close();
  }

  @Test
  @Order(1)
  void ordersAreDecidedByAllThreeRulesAndStockIsReservedOnce() {
    assertThat(caller.post("good", "many", 2, "1.00")).isEqualTo(201);
    assertThat(caller.post("last", "few", 4, "1.00")).isEqualTo(201);
    assertThat(caller.post("dear", "many", 1, "2000.00")).isEqualTo(201);
    assertThat(caller.post("void", "many", 0, "1.00")).isEqualTo(201);

    assertThat(caller.validated("good")).isEqualTo(OrderState.VALIDATED);
    assertThat(caller.validated("last")).isEqualTo(OrderState.VALIDATED);
    assertThat(caller.validated("dear")).isEqualTo(OrderState.FAILED);
    assertThat(caller.validated("void")).isEqualTo(OrderState.FAILED);

    caller.post("late", "few", 2, "1.00");
    assertThat(caller.validated("late")).isEqualTo(OrderState.FAILED);
    Findings findings = peer.settle(Set.of("good", "last", "dear", "void", "late"), BOUND);
    assertThat(findings.samples()).isEmpty();
  }

  /** What the design does not promise; the check has to see it. It leaves wrong stock behind. */
  @Test
  @Order(2)
  void anOrderThatIsPostedAgainIsReservedAgainWhichTheCheckFinds() {
    caller.post("twice", "many", 3, "1.00");
    assertThat(caller.validated("twice")).isEqualTo(OrderState.VALIDATED);
    caller.post("twice", "many", 3, "1.00");

    await()
        .atMost(BOUND)
        .untilAsserted(() ->
            assertThat(peer.settle(Set.of("twice"), Duration.ZERO).samples())
                .anyMatch(finding -> finding.startsWith("3 pieces are reserved beyond")));
  }
}
