package dev.cascade.system.invariants;

import static dev.cascade.schemas.catalogue.Topics.ORDERS;

import dev.cascade.system.history.Fields;
import dev.cascade.system.history.History;
import java.util.Set;

/** Every order is confirmed or final, and no cancellation waits. */
final class OrdersSettled implements Invariant {

  private static final Set<String> SETTLED = Set.of("CONFIRMED", "SHIPPED", "FAILED", "CANCELLED");

  @Override
  public void check(History history, Complaints complaints) {
    history.table(ORDERS).forEach((id, order) -> checkOrder(id, order, complaints));
  }

  private static void checkOrder(String id, Fields order, Complaints complaints) {
    String state = order.text("state");
    complaints.unless(SETTLED.contains(state), "Order %s is still %s", id, state);
    complaints.unless(
        order.maybe("cancellation").isEmpty() || !state.equals("CONFIRMED"),
        "Order %s waits for its cancellation",
        id);
  }
}
