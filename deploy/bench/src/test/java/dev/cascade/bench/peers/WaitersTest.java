package dev.cascade.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaitersTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final PeerOrder CREATED = new PeerOrder("o", "c", "p", 1, 1, OrderState.CREATED);
  private static final PeerOrder VALIDATED = CREATED.in(OrderState.VALIDATED);

  private final Waiters waiters = new Waiters();

  @Test
  void whatIsThereIsAnsweredAtOnce() {
    assertThat(waiters.await("o", PeerOrder::isDecided, () -> Optional.of(VALIDATED), LONG))
        .contains(VALIDATED);
  }

  @Test
  void whatComesWhileItIsReadIsNotMissed() {
    Optional<PeerOrder> answer =
        waiters.await(
            "o",
            PeerOrder::isDecided,
            () -> {
              waiters.tell(VALIDATED);
              return Optional.of(CREATED);
            },
            LONG);

    assertThat(answer).contains(VALIDATED);
  }

  @Test
  void whatIsNotAsWantedWakesNobody() {
    Optional<PeerOrder> answer =
        waiters.await(
            "o",
            PeerOrder::isDecided,
            () -> {
              waiters.tell(CREATED);
              return Optional.empty();
            },
            Duration.ofMillis(1));

    assertThat(answer).isEmpty();
  }
}
