package dev.cascade.inventory;

import dev.cascade.schemas.Money;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderLine;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.Product;
import dev.cascade.schemas.RequestPosition;
import dev.cascade.schemas.StockAdjusted;
import java.time.Instant;
import java.util.List;

/** Records as the other services write them. */
public final class Orders {

  private Orders() {}

  public static Order created(String id, Instant at, OrderLine... lines) {
    return order(OrderState.CREATED, null, id, at, lines);
  }

  /** The order's record when it came to that state from an earlier one. */
  public static Order in(OrderState state, String id, Instant at, OrderLine... lines) {
    OrderState before =
        switch (state) {
          case CREATED -> throw new IllegalArgumentException("An order is created once");
          case VALIDATED, FAILED, CANCELLED -> OrderState.CREATED;
          case CONFIRMED -> OrderState.VALIDATED;
          case SHIPPED -> OrderState.CONFIRMED;
        };
    return order(state, before, id, at, lines);
  }

  private static Order order(
      OrderState state, OrderState before, String id, Instant at, OrderLine... lines) {
    return Order.newBuilder()
        .setId(id)
        .setCustomerId("c-1")
        .setCurrency("EUR")
        .setLines(List.of(lines))
        .setTotal(new Money(100L, "EUR"))
        .setContentHash("hash")
        .setState(state)
        .setPreviousState(before)
        .setReasons(List.of())
        .setRequiredRules(List.of("inventory"))
        .setVersion(1)
        .setRequestPosition(new RequestPosition(0, 0L))
        .setCreatedAt(at)
        .setUpdatedAt(at)
        .build();
  }

  public static OrderLine line(int number, String productId, int quantity) {
    return OrderLine.newBuilder()
        .setNumber(number)
        .setProductId(productId)
        .setQuantity(quantity)
        .setUnitPrice(new Money(100L, "EUR"))
        .build();
  }

  public static Product product(String id) {
    return Product.newBuilder().setId(id).setName(id).setListPrice(null).build();
  }

  public static StockAdjusted adjustment(String product, String id, long delta, Instant at) {
    return StockAdjusted.newBuilder()
        .setProductId(product)
        .setAdjustmentId(id)
        .setDelta(delta)
        .setReason("delivery")
        .setAdjustedAt(at)
        .build();
  }
}
