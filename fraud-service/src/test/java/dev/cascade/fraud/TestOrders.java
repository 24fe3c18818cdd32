package dev.cascade.fraud;

import dev.cascade.schemas.Money;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.RequestPosition;
import java.time.Instant;
import java.util.List;

/** Orders as the lifecycle writes them. */
public final class TestOrders {

  private TestOrders() {}

  /** A new order. */
  public static Order created(String id, String customerId, long cents, Instant createdAt) {
    return Order.newBuilder()
        .setId(id)
        .setCustomerId(customerId)
        .setCurrency("EUR")
        .setLines(List.of())
        .setTotal(new Money(cents, "EUR"))
        .setContentHash("hash")
        .setState(OrderState.CREATED)
        .setPreviousState(null)
        .setReasons(List.of())
        .setRequiredRules(List.of("order-details", "fraud", "inventory"))
        .setVersion(1)
        .setRequestPosition(new RequestPosition(0, 0L))
        .setCreatedAt(createdAt)
        .setUpdatedAt(createdAt)
        .build();
  }

  /** The order's next record, in another state. */
  public static Order then(Order before, OrderState state) {
    return Order.newBuilder(before)
        .setPreviousState(before.getState())
        .setState(state)
        .setVersion(before.getVersion() + 1)
        .build();
  }
}
