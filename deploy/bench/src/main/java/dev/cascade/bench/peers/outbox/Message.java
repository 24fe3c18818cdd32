package dev.cascade.bench.peers.outbox;

import dev.cascade.bench.peers.Json;
import dev.cascade.bench.peers.PeerOrder;
import dev.cascade.bench.peers.Verdict;

/**
 * What one service tells the others.
 *
 * @param id by which a reader knows it again
 * @param json what it is
 */
record Message(String topic, String key, String id, String json) {

  static final String ORDERS = "order-events";
  static final String VERDICTS = "verdicts";

  /** That an order is in this state now. */
  static Message of(PeerOrder order) {
    return new Message(ORDERS, order.id(), order.id() + "/" + order.state(), Json.text(order));
  }

  /** What a validator says, or the payment. */
  static Message of(Verdict verdict) {
    return new Message(
        VERDICTS, verdict.order(), verdict.order() + "/" + verdict.rule(), Json.text(verdict));
  }
}
