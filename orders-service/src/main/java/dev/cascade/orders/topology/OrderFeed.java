package dev.cascade.orders.topology;

import dev.cascade.orders.domain.OrderEvent.Judgement;
import dev.cascade.orders.domain.OrderSnapshot;

/** Hears what happens to the orders of this instance, as it is committed. */
public interface OrderFeed {

  /** An order was decided on. */
  void order(OrderSnapshot snapshot);

  /** A validator spoke. */
  void judgement(String orderId, Judgement judgement);
}
