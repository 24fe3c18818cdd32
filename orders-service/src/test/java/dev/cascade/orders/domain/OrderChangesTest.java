package dev.cascade.orders.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an order's records mean for its lines and for its customer. */
class OrderChangesTest {

  @Test
  void aNewOrderOrdersEachLineInTheirOrderAndIsPlaced() {
    OrderSnapshot created = ToldOrder.created(2).last();

    assertThat(LineChange.of(created))
        .extracting(
            change -> change.order().id(), change -> change.line().number(), LineChange::kind)
        .containsExactly(
            tuple("1", 1, LineChange.Kind.ORDERED), tuple("1", 2, LineChange.Kind.ORDERED));
    assertThat(CustomerOrderChange.of(created))
        .contains(new CustomerOrderChange(created.head(), CustomerOrderChange.Kind.PLACED));
  }

  @Test
  void linesOfOneProductAreOrderedEach() {
    OrderLine line = SomeOrders.content(1).lines().getFirst();
    OrderLine again = new OrderLine(2, line.productId(), 7, line.unitPrice());
    OrderContent content = OrderContent.of("c-1", "EUR", List.of(line, again), "hash");
    ToldOrder order =
        new ToldOrder(SomeOrders.RULES)
            .after(new OrderEvent.OrderWanted("1", content, SomeOrders.NOON));

    assertThat(LineChange.of(order.last()))
        .extracting(LineChange::line)
        .containsExactly(line, again);
  }

  @ParameterizedTest
  @EnumSource(names = {"VALIDATED", "CONFIRMED"})
  void anOrderThatComesFurtherChangesNothing(OrderState state) {
    OrderSnapshot snapshot = reached(state, OrderState.CREATED);

    assertThat(LineChange.of(snapshot)).isEmpty();
    assertThat(CustomerOrderChange.of(snapshot)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "CANCELLED"})
  void anOrderThatIsOverEndsItsLinesAndItsValue(OrderState state) {
    OrderSnapshot snapshot = reached(state, OrderState.VALIDATED);

    assertThat(LineChange.of(snapshot))
        .extracting(LineChange::kind)
        .containsExactly(LineChange.Kind.ENDED, LineChange.Kind.ENDED);
    assertThat(CustomerOrderChange.of(snapshot))
        .contains(new CustomerOrderChange(snapshot.head(), CustomerOrderChange.Kind.ENDED));
  }

  @Test
  void aShippedOrderShipsItsLinesAndItsValueStillCounts() {
    OrderSnapshot shipped = reached(OrderState.SHIPPED, OrderState.CONFIRMED);

    assertThat(LineChange.of(shipped))
        .extracting(LineChange::kind)
        .containsExactly(LineChange.Kind.SHIPPED, LineChange.Kind.SHIPPED);
    assertThat(CustomerOrderChange.of(shipped)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aRecordThatOnlyNotesARequestChangesNothing(OrderState state) {
    OrderSnapshot note = reached(state, state);

    assertThat(LineChange.of(note)).isEmpty();
    assertThat(CustomerOrderChange.of(note)).isEmpty();
  }

  private static OrderSnapshot reached(OrderState state, OrderState before) {
    OrderHead head = ToldOrder.created(2).last().head();
    return new OrderSnapshot(head, state, before, List.of(), null, null, List.of());
  }
}
