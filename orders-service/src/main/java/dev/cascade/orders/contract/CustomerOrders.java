package dev.cascade.orders.contract;

import dev.cascade.orders.domain.CustomerOrderChange;
import dev.cascade.orders.domain.OrderHead;
import dev.cascade.schemas.OrderChange;
import dev.cascade.streams.serde.MappedSerde;
import org.apache.kafka.common.serialization.Serde;

/** Topic customer-orders: orders as they change what their customer spends. */
public final class CustomerOrders {

  private CustomerOrders() {}

  /** Changes of orders; written only. */
  public static Serde<CustomerOrderChange> changes(
      Serde<dev.cascade.schemas.CustomerOrderChange> wire) {
    return MappedSerde.writeOnly(wire, CustomerOrders::wire);
  }

  private static dev.cascade.schemas.CustomerOrderChange wire(CustomerOrderChange change) {
    OrderHead order = change.order();
    return new dev.cascade.schemas.CustomerOrderChange(
        order.id(),
        change.customerId(),
        OrderParts.wire(order.content().total()),
        order.requiredRules(),
        wire(change.kind()),
        order.createdAt());
  }

  private static OrderChange wire(CustomerOrderChange.Kind kind) {
    return switch (kind) {
      case PLACED -> OrderChange.PLACED;
      case ENDED -> OrderChange.ENDED;
    };
  }
}
