package dev.cascade.orderdetails.contract;

import dev.cascade.orderdetails.domain.Money;
import dev.cascade.orderdetails.domain.OrderDetails;
import dev.cascade.orderdetails.domain.OrderLine;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderState;
import java.util.Optional;

/** Reads what is judged here out of a record of topic {@code orders}. */
public final class OrderMapping {

  private OrderMapping() {}

  /** The details of an order that has just been created; empty for any other news of an order. */
  public static Optional<OrderDetails> created(Order order) {
    boolean created =
        order.getState() == OrderState.CREATED && order.getPreviousState() != OrderState.CREATED;
    return created ? Optional.of(details(order)) : Optional.empty();
  }

  private static OrderDetails details(Order order) {
    return new OrderDetails(
        order.getId(),
        order.getCurrency(),
        order.getLines().stream().map(OrderMapping::line).toList(),
        money(order.getTotal()));
  }

  private static OrderLine line(dev.cascade.schemas.OrderLine line) {
    return new OrderLine(
        line.getNumber(), line.getProductId(), line.getQuantity(), money(line.getUnitPrice()));
  }

  static Money money(dev.cascade.schemas.Money money) {
    return new Money(money.getMinorUnits(), money.getCurrency());
  }
}
