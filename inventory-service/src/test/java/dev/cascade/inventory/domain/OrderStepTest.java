package dev.cascade.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.inventory.domain.OrderStep.Addressed;
import dev.cascade.inventory.domain.OrderStep.Change;
import dev.cascade.inventory.domain.OrderStep.Line;
import dev.cascade.inventory.domain.StockCommand.Release;
import dev.cascade.inventory.domain.StockCommand.Reserve;
import dev.cascade.inventory.domain.StockCommand.Ship;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderStepTest {

  private static final Instant CREATED = Instant.parse("2030-01-01T10:00:00Z");
  private static final LineId FIRST = new LineId("o-1", 1);
  private static final LineId SECOND = new LineId("o-1", 2);

  private static OrderStep step(Change change) {
    return new OrderStep(
        "o-1", change, CREATED, List.of(new Line(1, "ipad", 2), new Line(2, "ipad", 1)));
  }

  @Test
  void aCreatedOrderReservesEachLineThoughTwoAreOfOneProduct() {
    assertThat(step(Change.CREATED).commands())
        .containsExactly(
            new Addressed("ipad", new Reserve(FIRST, 2, CREATED)),
            new Addressed("ipad", new Reserve(SECOND, 1, CREATED)));
  }

  @Test
  void anEndedOrderReleasesEachLine() {
    assertThat(step(Change.ENDED).commands())
        .containsExactly(
            new Addressed("ipad", new Release(FIRST)), new Addressed("ipad", new Release(SECOND)));
  }

  @Test
  void aShippedOrderShipsEachLine() {
    assertThat(step(Change.SHIPPED).commands())
        .containsExactly(
            new Addressed("ipad", new Ship(FIRST)), new Addressed("ipad", new Ship(SECOND)));
  }

  @Test
  void anythingElseMovesNoStock() {
    assertThat(step(Change.NONE).commands()).isEmpty();
  }
}
