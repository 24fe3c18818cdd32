package dev.cascade.orders.events;

import dev.cascade.orders.domain.OrderEvent.Judgement;
import dev.cascade.orders.domain.OrderEvent.ReviewAnnounced;
import dev.cascade.orders.domain.OrderEvent.VerdictGiven;
import dev.cascade.orders.domain.OrderSnapshot;

/** Something that happened to an order and that its listeners hear once. */
public sealed interface OrderHappening {

  /** Tells this happening from the others of the order; the same when it is told again. */
  String id();

  /** The order's state changed. */
  record Changed(OrderSnapshot order) implements OrderHappening {
    @Override
    public String id() {
      return "state-" + order.state();
    }
  }

  /** A validator spoke. */
  record Judged(Judgement judgement) implements OrderHappening {
    @Override
    public String id() {
      String kind =
          switch (judgement) {
            case VerdictGiven _ -> "verdict-";
            case ReviewAnnounced review -> "review-" + review.until().toEpochMilli() + "-";
          };
      return kind + judgement.rule() + "-" + judgement.line();
    }
  }
}
