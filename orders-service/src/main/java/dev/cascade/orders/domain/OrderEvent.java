package dev.cascade.orders.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can happen to an order. */
public sealed interface OrderEvent {

  /** Something that somebody asked for; its position is noted even when it is refused. */
  sealed interface Request extends OrderEvent {}

  /**
   * Somebody orders.
   *
   * @param orderId the id that the client chose
   * @param content what is ordered
   * @param requestedAt when it was accepted
   */
  record OrderWanted(String orderId, OrderContent content, Instant requestedAt)
      implements Request {}

  /**
   * The order is not wanted any more.
   *
   * @param requestId identifies the request
   * @param reason as the caller gave it, or empty
   * @param requestedAt when it was accepted
   */
  record CancellationWanted(String requestId, String reason, Instant requestedAt)
      implements Request {}

  /** The goods have left. */
  record ShipmentWanted() implements Request {}

  /** A validator spoke about the order, or about one line of it. */
  sealed interface Judgement extends OrderEvent {

    /** Name of the rule. */
    String rule();

    /** The line that was judged, or {@link Expectation#WHOLE_ORDER}. */
    int line();

    /** What the validator says beside its verdict. */
    List<Reason> reasons();
  }

  /**
   * A validator decided.
   *
   * @param rule name of the rule
   * @param line the line that was judged, or {@link Expectation#WHOLE_ORDER}
   * @param verdict what it says
   * @param reasons every violation; empty for PASS
   */
  record VerdictGiven(String rule, int line, Verdict verdict, List<Reason> reasons)
      implements Judgement {
    /** Copies the reasons. */
    public VerdictGiven {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * A validator leaves it to a person, whose verdict follows.
   *
   * @param rule name of the rule
   * @param line the line that is looked at, or {@link Expectation#WHOLE_ORDER}
   * @param until when the validator's verdict is there at the latest
   * @param reasons why a person looks at it
   */
  record ReviewAnnounced(String rule, int line, Instant until, List<Reason> reasons)
      implements Judgement {
    /** Copies the reasons. */
    public ReviewAnnounced {
      reasons = List.copyOf(reasons);
    }
  }

  /** The order's payment ended. */
  sealed interface PaymentEnded extends OrderEvent {}

  /** The money has moved to the merchant. */
  record Paid() implements PaymentEnded {}

  /**
   * No money has moved, and none will.
   *
   * @param reason why, when payments said so
   */
  record PaymentRefused(@Nullable Reason reason) implements PaymentEnded {}

  /** The money is back with the customer. */
  record Refunded() implements PaymentEnded {}

  /** The order's deadline, or its retention, may have passed. */
  record TimePassed() implements OrderEvent {}
}
