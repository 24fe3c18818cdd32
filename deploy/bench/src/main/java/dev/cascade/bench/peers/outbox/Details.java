package dev.cascade.bench.peers.outbox;

import dev.cascade.bench.peers.Json;
import dev.cascade.bench.peers.OrderState;
import dev.cascade.bench.peers.PeerOrder;
import dev.cascade.bench.peers.Verdict;
import java.sql.SQLException;

/** Checks the fields of an order. */
final class Details implements Step {

  @Override
  public void take(byte[] message, Transaction transaction) throws SQLException {
    PeerOrder order = Json.read(message, PeerOrder.class);
    if (order.state() == OrderState.CREATED) {
      transaction.tell(Message.of(new Verdict(order.id(), Verdict.DETAILS, order.isWellFormed())));
    }
  }
}
