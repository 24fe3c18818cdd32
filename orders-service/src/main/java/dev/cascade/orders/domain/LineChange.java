package dev.cascade.orders.domain;

import java.util.List;

/**
 * What a record of an order means for one of its lines, as the line's product needs to know.
 *
 * @param order the order
 * @param line the line
 * @param kind what happens to it
 */
public record LineChange(OrderHead order, OrderLine line, Kind kind) {

  /** What happens to a line. */
  public enum Kind {
    /** It is wanted: its order is new. */
    ORDERED,
    /** It is not wanted any more: its order failed or was cancelled. */
    ENDED,
    /** Its goods have left. */
    SHIPPED
  }

  /** The changes that follow from a record, in the order of the lines; most records have none. */
  public static List<LineChange> of(OrderSnapshot snapshot) {
    if (!snapshot.isTransition()) {
      return List.of();
    }
    return switch (snapshot.state()) {
      case CREATED -> each(snapshot.head(), Kind.ORDERED);
      case VALIDATED, CONFIRMED -> List.of();
      case SHIPPED -> each(snapshot.head(), Kind.SHIPPED);
      case FAILED, CANCELLED -> each(snapshot.head(), Kind.ENDED);
    };
  }

  private static List<LineChange> each(OrderHead order, Kind kind) {
    return order.content().lines().stream().map(line -> new LineChange(order, line, kind)).toList();
  }
}
