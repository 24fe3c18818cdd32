package dev.cascade.orders.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the lifecycle remembers of an order. Each variant holds exactly what its state needs, so a
 * shipped order cannot have a payment deadline.
 */
public sealed interface OrderLife {

  /** What every state carries. */
  OrderHead head();

  /** The state that the world sees. */
  OrderState state();

  /** When the state ends by itself: a deadline, or the end of the retention of a final order. */
  Instant until();

  /** This state with another head. */
  OrderLife with(OrderHead next);

  /** Why it failed or was cancelled. */
  default List<Reason> reasons() {
    return List.of();
  }

  /** The cancellation that was accepted. */
  default @Nullable Cancellation cancellation() {
    return null;
  }

  /** The rules of which a person decides. */
  default List<String> underReview() {
    return List.of();
  }

  /**
   * Verdicts are awaited.
   *
   * @param head what every state carries
   * @param board which verdicts, and what those that came said
   */
  record Created(OrderHead head, Scoreboard board) implements OrderLife {
    @Override
    public OrderState state() {
      return OrderState.CREATED;
    }

    @Override
    public Instant until() {
      return board.earliestDeadline(head.updatedAt());
    }

    @Override
    public List<String> underReview() {
      return board.underReview();
    }

    @Override
    public Created with(OrderHead next) {
      return new Created(next, board);
    }
  }

  /**
   * The payment is under way.
   *
   * @param head what every state carries
   * @param until when the wait for the payment ends
   * @param cancellation decides what the payment's outcome means, once noted
   */
  record Validated(OrderHead head, Instant until, @Nullable Cancellation cancellation)
      implements OrderLife {
    @Override
    public OrderState state() {
      return OrderState.VALIDATED;
    }

    @Override
    public Validated with(OrderHead next) {
      return new Validated(next, until, cancellation);
    }
  }

  /**
   * Paid, and to be shipped.
   *
   * @param head what every state carries
   * @param until when the goods must have left
   */
  record Confirmed(OrderHead head, Instant until) implements OrderLife {
    @Override
    public OrderState state() {
      return OrderState.CONFIRMED;
    }

    @Override
    public Confirmed with(OrderHead next) {
      return new Confirmed(next, until);
    }
  }

  /**
   * Paid, and to be refunded. The world sees CONFIRMED with a cancellation.
   *
   * @param head what every state carries
   * @param until when the wait for the refund ends
   * @param cancellation why it is refunded
   */
  record Refunding(OrderHead head, Instant until, Cancellation cancellation) implements OrderLife {
    @Override
    public OrderState state() {
      return OrderState.CONFIRMED;
    }

    @Override
    public Refunding with(OrderHead next) {
      return new Refunding(next, until, cancellation);
    }
  }

  /** Nothing can follow but oblivion. */
  sealed interface Ended extends OrderLife {}

  /**
   * The goods have left.
   *
   * @param head what every state carries
   * @param until when it is forgotten
   */
  record Shipped(OrderHead head, Instant until) implements Ended {
    @Override
    public OrderState state() {
      return OrderState.SHIPPED;
    }

    @Override
    public Shipped with(OrderHead next) {
      return new Shipped(next, until);
    }
  }

  /**
   * Refused by a rule, by the payment or by time.
   *
   * @param head what every state carries
   * @param until when it is forgotten
   * @param reasons everything that is known against it
   */
  record Failed(OrderHead head, Instant until, List<Reason> reasons) implements Ended {
    @Override
    public OrderState state() {
      return OrderState.FAILED;
    }

    @Override
    public Failed with(OrderHead next) {
      return new Failed(next, until, reasons);
    }
  }

  /**
   * Not wanted any more.
   *
   * @param head what every state carries
   * @param until when it is forgotten
   * @param cancellation what was asked
   * @param reasons the cancellation's, and what came on top
   */
  record Cancelled(OrderHead head, Instant until, Cancellation cancellation, List<Reason> reasons)
      implements Ended {
    @Override
    public OrderState state() {
      return OrderState.CANCELLED;
    }

    @Override
    public Cancelled with(OrderHead next) {
      return new Cancelled(next, until, cancellation, reasons);
    }
  }
}
