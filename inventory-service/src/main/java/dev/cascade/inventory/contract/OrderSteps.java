package dev.cascade.inventory.contract;

import dev.cascade.inventory.domain.OrderStep;
import dev.cascade.inventory.domain.OrderStep.Change;
import dev.cascade.inventory.domain.OrderStep.Line;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderLine;

/** What an order's record means for stock. */
final class OrderSteps {

  private OrderSteps() {}

  static OrderStep toDomain(Order order) {
    return new OrderStep(
        Required.text("id", order.getId()),
        change(order),
        order.getCreatedAt(),
        order.getLines().stream().map(OrderSteps::line).toList());
  }

  static Order toAvro(OrderStep step) {
    throw new UnsupportedOperationException(
        "Inventory does not write orders, it was asked to for order " + step.orderId());
  }

  private static Line line(OrderLine line) {
    return new Line(
        line.getNumber(), Required.text("productId", line.getProductId()), line.getQuantity());
  }

  private static Change change(Order order) {
    if (order.getState() == order.getPreviousState()) {
      return Change.NONE;
    }
    return switch (order.getState()) {
      case CREATED -> Change.CREATED;
      case VALIDATED, CONFIRMED -> Change.NONE;
      case SHIPPED -> Change.SHIPPED;
      case FAILED, CANCELLED -> Change.ENDED;
    };
  }
}
