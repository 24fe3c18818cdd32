package dev.cascade.orders.topology;

import dev.cascade.orders.domain.OrderSnapshot;
import java.time.Instant;
import java.util.Comparator;

/**
 * A place in a list of orders, newest first.
 *
 * @param createdAt when the order was accepted
 * @param orderId tells orders of the same moment apart
 */
public record OrderPlace(Instant createdAt, String orderId) {

  /** The order of lists. */
  public static final Comparator<OrderPlace> NEWEST_FIRST =
      Comparator.comparing(OrderPlace::createdAt).reversed().thenComparing(OrderPlace::orderId);

  /** The order's place. */
  public static OrderPlace of(OrderSnapshot order) {
    return new OrderPlace(order.head().createdAt(), order.head().id());
  }
}
