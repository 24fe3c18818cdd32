package dev.cascade.inventory.contract;

import dev.cascade.inventory.domain.LineChange;
import dev.cascade.inventory.domain.LineId;
import dev.cascade.inventory.domain.StockCommand.OnLine;
import dev.cascade.inventory.domain.StockCommand.Release;
import dev.cascade.inventory.domain.StockCommand.Reserve;
import dev.cascade.inventory.domain.StockCommand.Ship;
import dev.cascade.schemas.OrderLineChange;

/** What becomes of lines of orders, in {@code order-lines}. */
final class LineChanges {

  private LineChanges() {}

  static LineChange toDomain(OrderLineChange change) {
    return new LineChange(Required.text("productId", change.getProductId()), command(change));
  }

  private static OnLine command(OrderLineChange change) {
    LineId line = new LineId(Required.text("orderId", change.getOrderId()), number(change));
    return switch (change.getChange()) {
      case ORDERED -> new Reserve(line, change.getQuantity(), change.getOrderedAt());
      case ENDED -> new Release(line);
      case SHIPPED -> new Ship(line);
    };
  }

  /** Verdicts refer to it, and the one on the first line has number 1. */
  private static int number(OrderLineChange change) {
    if (change.getNumber() < 1) {
      throw new IllegalArgumentException("number is " + change.getNumber() + ", not 1 or more");
    }
    return change.getNumber();
  }
}
