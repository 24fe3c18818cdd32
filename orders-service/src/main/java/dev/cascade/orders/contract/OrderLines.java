package dev.cascade.orders.contract;

import dev.cascade.orders.domain.LineChange;
import dev.cascade.schemas.OrderLineChange;
import dev.cascade.streams.serde.MappedSerde;
import org.apache.kafka.common.serialization.Serde;

/** Topic order-lines: what happens to each line of an order, for its product. */
public final class OrderLines {

  private OrderLines() {}

  /** Changes of lines; written only. */
  public static Serde<LineChange> changes(Serde<OrderLineChange> wire) {
    return MappedSerde.writeOnly(wire, OrderLines::wire);
  }

  private static OrderLineChange wire(LineChange change) {
    return new OrderLineChange(
        change.order().id(),
        change.line().number(),
        change.line().productId(),
        change.line().quantity(),
        wire(change.kind()),
        change.order().createdAt());
  }

  private static dev.cascade.schemas.LineChange wire(LineChange.Kind kind) {
    return switch (kind) {
      case ORDERED -> dev.cascade.schemas.LineChange.ORDERED;
      case ENDED -> dev.cascade.schemas.LineChange.ENDED;
      case SHIPPED -> dev.cascade.schemas.LineChange.SHIPPED;
    };
  }
}
