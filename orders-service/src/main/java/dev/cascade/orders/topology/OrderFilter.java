package dev.cascade.orders.topology;

import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.orders.domain.OrderState;
import dev.cascade.orders.topology.IndexKeys.Shelf;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which orders a list shows.
 *
 * @param customerId only this customer's, when set
 * @param state only in this state, when set
 */
public record OrderFilter(@Nullable String customerId, @Nullable OrderState state) {

  /** Whether the order is shown. */
  boolean admits(OrderSnapshot order) {
    return (customerId == null || customerId.equals(order.head().content().customerId()))
        && (state == null || state == order.state());
  }

  /** Where the index has them: a customer's orders are few, so they come first. */
  List<Shelf> shelves() {
    if (customerId != null) {
      return List.of(Shelf.of(customerId));
    }
    return state != null
        ? List.of(Shelf.of(state))
        : Arrays.stream(OrderState.values()).map(Shelf::of).toList();
  }
}
