package dev.cascade.orderdetails;

import dev.cascade.schemas.Money;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderLine;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.RequestPosition;
import java.time.Instant;
import java.util.List;

/** Orders as the lifecycle writes them. */
final class TestOrders {

  private TestOrders() {}

  static Order created(String id, OrderLine... lines) {
    return inState(id, null, OrderState.CREATED, lines);
  }

  static Order inState(String id, OrderState before, OrderState state, OrderLine... lines) {
    long total = 0;
    for (OrderLine line : lines) {
      total += line.getQuantity() * line.getUnitPrice().getMinorUnits();
    }
    return Order.newBuilder()
        .setId(id)
        .setCustomerId("c-1")
        .setCurrency("EUR")
        .setLines(List.of(lines))
        .setTotal(new Money(total, "EUR"))
        .setContentHash("hash")
        .setState(state)
        .setPreviousState(before)
        .setReasons(List.of())
        .setRequiredRules(List.of("order-details"))
        .setVersion(1)
        .setRequestPosition(new RequestPosition(0, 0L))
        .setCreatedAt(Instant.EPOCH)
        .setUpdatedAt(Instant.EPOCH)
        .build();
  }

  static OrderLine line(int number, String product, int quantity, long price) {
    return new OrderLine(number, product, quantity, new Money(price, "EUR"));
  }
}
