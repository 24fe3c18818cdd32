package dev.cascade.inventory;

import dev.cascade.schemas.LineChange;
import dev.cascade.schemas.OrderLineChange;
import java.time.Instant;
import java.util.List;

/**
 * An order, and what the lifecycle writes of its lines.
 *
 * @param id the order
 * @param orderedAt when it was accepted
 * @param lines what is ordered
 */
public record TestOrder(String id, Instant orderedAt, List<Line> lines) {

  /**
   * A line of it.
   *
   * @param number 1 for the first
   * @param productId what is wanted
   * @param quantity how many pieces
   */
  public record Line(int number, String productId, int quantity) {}

  public static TestOrder of(String id, Instant orderedAt, Line... lines) {
    return new TestOrder(id, orderedAt, List.of(lines));
  }

  public static Line line(int number, String productId, int quantity) {
    return new Line(number, productId, quantity);
  }

  public List<OrderLineChange> ordered() {
    return changed(LineChange.ORDERED);
  }

  public List<OrderLineChange> ended() {
    return changed(LineChange.ENDED);
  }

  public List<OrderLineChange> shipped() {
    return changed(LineChange.SHIPPED);
  }

  public List<OrderLineChange> changed(LineChange change) {
    return lines.stream()
        .map(line ->
            new OrderLineChange(
                id, line.number(), line.productId(), line.quantity(), change, orderedAt))
        .toList();
  }
}
