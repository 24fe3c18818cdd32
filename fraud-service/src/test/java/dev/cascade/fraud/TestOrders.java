package dev.cascade.fraud;

import dev.cascade.schemas.CustomerOrderChange;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.OrderChange;
import java.time.Instant;
import java.util.List;

/** Orders of customers as the lifecycle writes them. */
public final class TestOrders {

  private TestOrders() {}

  /** A new order. */
  public static CustomerOrderChange placed(
      String id, String customerId, long cents, Instant orderedAt) {
    return new CustomerOrderChange(
        id,
        customerId,
        new Money(cents, "EUR"),
        List.of("order-details", "fraud", "inventory"),
        OrderChange.PLACED,
        orderedAt);
  }

  /** The order's record when it failed or was cancelled. */
  public static CustomerOrderChange ended(CustomerOrderChange placed) {
    return CustomerOrderChange.newBuilder(placed).setChange(OrderChange.ENDED).build();
  }
}
