package dev.cascade.orders.domain;

import java.util.List;

/**
 * What was ordered, by whom; never changes after the order is accepted.
 *
 * @param customerId who orders, and whose account pays
 * @param currency ISO 4217 code of every amount
 * @param lines in the client's order
 * @param total sum over the lines
 * @param contentHash tells a repeated request from a conflicting one
 */
public record OrderContent(
    String customerId, String currency, List<OrderLine> lines, Money total, String contentHash) {

  /** Copies the lines. */
  public OrderContent {
    lines = List.copyOf(lines);
  }

  /**
   * Content with its total.
   *
   * @throws ArithmeticException when the total does not fit
   */
  public static OrderContent of(
      String customerId, String currency, List<OrderLine> lines, String contentHash) {
    Money total = new Money(0, currency);
    for (OrderLine line : lines) {
      total = total.plus(line.amount().minorUnits());
    }
    return new OrderContent(customerId, currency, lines, total, contentHash);
  }
}
