package dev.cascade.orderdetails.domain;

import dev.cascade.orderdetails.domain.Violation.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rules that an order's own fields must keep. All violations are told at once.
 *
 * @param maxQuantity the most pieces that a line may ask for
 */
public record OrderRules(int maxQuantity) {

  /** Refuses a limit that no order could keep. */
  public OrderRules {
    if (maxQuantity < 1) {
      throw new IllegalArgumentException("maxQuantity must be at least 1, not " + maxQuantity);
    }
  }

  /** Every rule that the order breaks; empty for an order that is in order. */
  public List<Violation> violations(OrderDetails order, ListPrices prices) {
    List<Violation> found = new ArrayList<>();
    if (order.lines().isEmpty()) {
      found.add(new Violation(Code.NO_LINES, "The order has no line."));
    }
    if (Money.known(order.currency()).isEmpty()) {
      found.add(
          new Violation(
              Code.UNKNOWN_CURRENCY, "'%s' is no ISO 4217 currency.".formatted(order.currency())));
    }
    for (OrderLine line : order.lines()) {
      quantity(line, found);
      price(line, prices, found);
      currency(order, "Line " + line.number(), line.unitPrice(), found);
    }
    currency(order, "The total", order.total(), found);
    total(order, found);
    return List.copyOf(found);
  }

  private void quantity(OrderLine line, List<Violation> found) {
    if (line.quantity() < 1 || line.quantity() > maxQuantity) {
      found.add(
          new Violation(
              Code.QUANTITY_OUT_OF_RANGE,
              "Line %d asks for %d pieces; 1 to %d can be ordered."
                  .formatted(line.number(), line.quantity(), maxQuantity)));
    }
  }

  private static void price(OrderLine line, ListPrices prices, List<Violation> found) {
    if (line.unitPrice().minorUnits() < 0) {
      found.add(
          new Violation(
              Code.NEGATIVE_PRICE,
              "Line %d has the price %s, below zero.".formatted(line.number(), line.unitPrice())));
    }
    prices
        .of(line.productId())
        .filter(listed -> !listed.equals(line.unitPrice()))
        .ifPresent(listed ->
            found.add(
                new Violation(
                    Code.PRICE_NOT_LISTED,
                    "Line %d has the price %s; product %s sells at %s."
                        .formatted(line.number(), line.unitPrice(), line.productId(), listed))));
  }

  private static void currency(
      OrderDetails order, String what, Money amount, List<Violation> found) {
    if (!amount.currency().equals(order.currency())) {
      found.add(
          new Violation(
              Code.MIXED_CURRENCIES,
              "%s is in %s, the order in %s."
                  .formatted(what, amount.currency(), order.currency())));
    }
  }

  /** Amounts of several currencies have no sum, and that is told already. */
  private static void total(OrderDetails order, List<Violation> found) {
    if (currencies(order).distinct().count() > 1) {
      return;
    }
    try {
      Money sum = new Money(sumOfLines(order), order.total().currency());
      if (!sum.equals(order.total())) {
        found.add(
            new Violation(
                Code.WRONG_TOTAL,
                "The total is %s, the lines come to %s.".formatted(order.total(), sum)));
      }
    } catch (ArithmeticException e) {
      found.add(new Violation(Code.TOTAL_OVERFLOW, "The lines come to more than can be counted."));
    }
  }

  private static Stream<String> currencies(OrderDetails order) {
    return Stream.concat(
        Stream.of(order.total().currency()),
        order.lines().stream().map(line -> line.unitPrice().currency()));
  }

  private static long sumOfLines(OrderDetails order) {
    long sum = 0;
    for (OrderLine line : order.lines()) {
      sum = Math.addExact(sum, Math.multiplyExact(line.quantity(), line.unitPrice().minorUnits()));
    }
    return sum;
  }
}
