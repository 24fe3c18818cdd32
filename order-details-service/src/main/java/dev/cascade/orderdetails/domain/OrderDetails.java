package dev.cascade.orderdetails.domain;

import java.util.List;

/**
 * The fields of an order that are judged here.
 *
 * @param id the order
 * @param currency code that every amount of the order should be in
 * @param lines may be empty, which is a violation
 * @param total what the order says that its lines come to
 */
public record OrderDetails(String id, String currency, List<OrderLine> lines, Money total) {

  /** Keeps its own copy of the lines. */
  public OrderDetails {
    lines = List.copyOf(lines);
  }
}
