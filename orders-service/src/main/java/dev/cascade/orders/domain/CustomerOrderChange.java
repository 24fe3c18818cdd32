package dev.cascade.orders.domain;

import java.util.Optional;

/**
 * What a record of an order means for what its customer spends.
 *
 * @param order the order
 * @param kind what happens to it
 */
public record CustomerOrderChange(OrderHead order, Kind kind) {

  /** What happens to an order. */
  public enum Kind {
    /** It is new, and its value counts. */
    PLACED,
    /** It failed or was cancelled, and its value counts no more. */
    ENDED
  }

  /** The change that follows from a record; most records have none. */
  public static Optional<CustomerOrderChange> of(OrderSnapshot snapshot) {
    if (!snapshot.isTransition()) {
      return Optional.empty();
    }
    return switch (snapshot.state()) {
      case CREATED -> Optional.of(new CustomerOrderChange(snapshot.head(), Kind.PLACED));
      case VALIDATED, CONFIRMED, SHIPPED -> Optional.empty();
      case FAILED, CANCELLED -> Optional.of(new CustomerOrderChange(snapshot.head(), Kind.ENDED));
    };
  }

  /** Whose order it is. */
  public String customerId() {
    return order.content().customerId();
  }
}
