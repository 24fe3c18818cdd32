package dev.cascade.bench.peers.outbox;

import dev.cascade.bench.peers.Json;
import dev.cascade.bench.peers.PeerOrder;
import dev.cascade.bench.peers.Verdict;
import java.sql.SQLException;

/** Reserves the stock of an order, and releases it when the order fails. */
final class Inventory implements Step {

  private static final String RESERVE =
      "UPDATE stock SET reserved = reserved + ? WHERE product = ? AND on_hand - reserved >= ?";

  private static final String RELEASE =
      """
      WITH gone AS (DELETE FROM reservations WHERE order_id = ? RETURNING product, quantity)
      UPDATE stock SET reserved = reserved - gone.quantity FROM gone
      WHERE stock.product = gone.product
      """;

  @Override
  public void take(byte[] message, Transaction transaction) throws SQLException {
    PeerOrder order = Json.read(message, PeerOrder.class);
    switch (order.state()) {
      case CREATED -> reserve(order, transaction);
      case FAILED -> transaction.update(RELEASE, order.id());
      case VALIDATED, CONFIRMED -> {
        // The stock stays reserved.
      }
    }
  }

  private static void reserve(PeerOrder order, Transaction transaction) throws SQLException {
    boolean enough =
        order.quantity() > 0
            && transaction.update(RESERVE, order.quantity(), order.product(), order.quantity())
                == 1;
    if (enough) {
      transaction.update(
          "INSERT INTO reservations VALUES (?, ?, ?)",
          order.id(),
          order.product(),
          order.quantity());
    }
    transaction.tell(Message.of(new Verdict(order.id(), Verdict.INVENTORY, enough)));
  }
}
