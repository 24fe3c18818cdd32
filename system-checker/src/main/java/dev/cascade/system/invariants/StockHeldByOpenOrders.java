package dev.cascade.system.invariants;

import static dev.cascade.schemas.catalogue.Topics.ORDERS;
import static dev.cascade.schemas.catalogue.Topics.STOCK_LEVELS;

import dev.cascade.system.history.Fields;
import dev.cascade.system.history.History;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is reserved is what open orders ordered, no more and no less; what left the warehouse is
 * what was shipped.
 */
final class StockHeldByOpenOrders implements Invariant {

  private static final Set<String> HOLDING = Set.of("CREATED", "VALIDATED", "CONFIRMED");

  @Override
  public void check(History history, Complaints complaints) {
    Map<String, Long> held = pieces(history, HOLDING);
    Map<String, Long> shipped = pieces(history, Set.of("SHIPPED"));
    Map<String, Long> delivered = acceptedAdjustments(history);
    history
        .table(STOCK_LEVELS)
        .forEach((id, level) -> {
          complaints.unless(
              level.number("reserved") == held.getOrDefault(id, 0L),
              "Product %s has %d reserved, open orders hold %d",
              id,
              level.number("reserved"),
              held.getOrDefault(id, 0L));
          long expected = delivered.getOrDefault(id, 0L) - shipped.getOrDefault(id, 0L);
          complaints.unless(
              level.number("onHand") == expected,
              "Product %s has %d on hand, adjustments and shipments leave %d",
              id,
              level.number("onHand"),
              expected);
        });
  }

  private static Map<String, Long> pieces(History history, Set<String> states) {
    Map<String, Long> pieces = new HashMap<>();
    for (Fields order : history.table(ORDERS).values()) {
      if (states.contains(order.text("state"))) {
        for (Fields line : order.list("lines")) {
          pieces.merge(line.text("productId"), line.number("quantity"), Long::sum);
        }
      }
    }
    return pieces;
  }

  /** The deltas that were accepted, each adjustment once however often it is reported. */
  private static Map<String, Long> acceptedAdjustments(History history) {
    record Adjustment(String product, String id, long delta) {}
    return history.values(STOCK_LEVELS).stream()
        .map(fact -> fact.fields())
        .filter(level -> level.maybe("lastAdjustment").isPresent())
        .filter(level -> level.flag("lastAdjustment.accepted"))
        .map(level ->
            new Adjustment(
                level.text("productId"),
                level.text("lastAdjustment.adjustmentId"),
                level.number("lastAdjustment.delta")))
        .distinct()
        .collect(
            Collectors.groupingBy(Adjustment::product, Collectors.summingLong(Adjustment::delta)));
  }
}
