package dev.cascade.email.domain;

import java.util.List;

/** An order that has just become confirmed. */
public record ConfirmedOrder(
    String orderId, String customerId, List<OrderLine> lines, Money total) {

  public ConfirmedOrder {
    lines = List.copyOf(lines);
  }
}
