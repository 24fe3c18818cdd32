package dev.cascade.simulation.oracle;

import dev.cascade.auditor.log.Fact;
import dev.cascade.schemas.AdjustmentResult;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderLine;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.StockLevel;
import dev.cascade.schemas.catalogue.Topics;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Stock as one clerk would count it: what was delivered, less what left with shipped orders. At the
 * end, when every order has ended, nothing is reserved.
 */
final class StockModel implements Model {

  private final Complaints complaints;
  private final Map<String, StockLevel> levels = new TreeMap<>();
  private final Map<String, Long> delivered = new TreeMap<>();
  private final Map<String, Long> shipped = new TreeMap<>();
  private final Set<String> adjustments = new HashSet<>();

  StockModel(Complaints complaints) {
    this.complaints = complaints;
  }

  @Override
  public void read(Fact fact) {
    fact.of(Topics.STOCK_LEVELS, StockLevel.class).ifPresent(this::level);
    fact.of(Topics.ORDERS, Order.class)
        .filter(order -> order.getState() == OrderState.SHIPPED)
        .filter(order -> order.getPreviousState() != OrderState.SHIPPED)
        .ifPresent(this::ship);
  }

  private void level(StockLevel level) {
    levels.put(level.getProductId(), level);
    AdjustmentResult adjustment = level.getLastAdjustment();
    if (adjustment != null
        && adjustment.getAccepted()
        && adjustments.add(level.getProductId() + "/" + adjustment.getAdjustmentId())) {
      delivered.merge(level.getProductId(), adjustment.getDelta(), Long::sum);
    }
    complaints.judge(
        0 <= level.getReserved() && level.getReserved() <= level.getOnHand(),
        "stock-bounds",
        level.getProductId(),
        () -> level.getReserved() + " reserved of " + level.getOnHand());
  }

  private void ship(Order order) {
    for (OrderLine line : order.getLines()) {
      shipped.merge(line.getProductId(), (long) line.getQuantity(), Long::sum);
    }
  }

  @Override
  public void conclude() {
    levels.forEach((product, level) -> {
      complaints.judge(
          level.getReserved() == 0,
          "nothing-held",
          product,
          () -> level.getReserved() + " are reserved, and every order has ended");
      long expected = delivered.getOrDefault(product, 0L) - shipped.getOrDefault(product, 0L);
      complaints.judge(
          level.getOnHand() == expected,
          "stock-counts",
          product,
          () ->
              "On hand are %d, delivered less shipped are %d"
                  .formatted(level.getOnHand(), expected));
    });
  }
}
