package dev.cascade.orders.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.orders.domain.Cancellation;
import dev.cascade.orders.domain.Expectation;
import dev.cascade.orders.domain.OrderHead;
import dev.cascade.orders.domain.OrderLife;
import dev.cascade.orders.domain.Reason;
import dev.cascade.orders.domain.RequestPosition;
import dev.cascade.orders.domain.Scoreboard;
import dev.cascade.orders.domain.SomeOrders;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LifeSerdeTest {

  private static final Instant NOON = SomeOrders.NOON;
  private static final Reason REASON = new Reason("fraud", "over-limit", "Zoë, 山田, 🛒");
  private static final Cancellation WISH = new Cancellation("r-1", NOON, REASON);
  private static final OrderHead HEAD =
      new OrderHead(
          "order-1",
          SomeOrders.content(3),
          List.of("fraud", "inventory"),
          NOON,
          5,
          new RequestPosition(1, 42),
          NOON.plusMillis(3));

  private final Serde<OrderLife> serde = LifeSerde.create();

  static List<OrderLife> everyState() {
    Expectation waited = new Expectation("inventory", 2, NOON.plusSeconds(30));
    Expectation reviewed = new Expectation("fraud", 0, NOON.plusSeconds(30), NOON.plusSeconds(600));
    return List.of(
        new OrderLife.Created(HEAD, new Scoreboard(List.of(waited), true, List.of(REASON))),
        new OrderLife.Created(HEAD, new Scoreboard(List.of(waited, reviewed), false, List.of())),
        new OrderLife.Validated(HEAD, NOON, null),
        new OrderLife.Validated(HEAD, NOON, WISH),
        new OrderLife.Confirmed(HEAD, NOON),
        new OrderLife.Refunding(HEAD, NOON, WISH),
        new OrderLife.Shipped(HEAD, NOON),
        new OrderLife.Failed(HEAD, NOON, List.of(REASON, REASON)),
        new OrderLife.Cancelled(HEAD, NOON, WISH, List.of(REASON)));
  }

  @ParameterizedTest
  @MethodSource("everyState")
  void everyStateSurvivesTheStore(OrderLife life) {
    byte[] bytes = serde.serializer().serialize("store", life);

    assertThat(serde.deserializer().deserialize("store", bytes)).isEqualTo(life);
  }

  /** An instance of before must be able to go on with what it takes over. */
  @Test
  void onlyALifeWithAReviewIsWrittenInTheNewFormat() {
    assertThat(everyState())
        .allSatisfy(life ->
            assertThat(serde.serializer().serialize("store", life)[0])
                .isEqualTo((byte) (life.underReview().isEmpty() ? 1 : 2)));
  }

  @Test
  void bytesOfAnotherFormatAreRefused() {
    assertThatThrownBy(() -> serde.deserializer().deserialize("store", new byte[] {9, 1}))
        .isInstanceOf(SerializationException.class)
        .hasMessageContaining("format 9");
  }
}
