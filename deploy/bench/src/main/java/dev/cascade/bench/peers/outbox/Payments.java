package dev.cascade.bench.peers.outbox;

import dev.cascade.bench.peers.Json;
import dev.cascade.bench.peers.OrderState;
import dev.cascade.bench.peers.PeerOrder;
import dev.cascade.bench.peers.Verdict;
import java.sql.SQLException;

/** Moves what a validated order costs from the customer to the merchant. */
final class Payments implements Step {

  /** The account that receives everything. */
  static final String MERCHANT = "merchant";

  @Override
  public void take(byte[] message, Transaction transaction) throws SQLException {
    PeerOrder order = Json.read(message, PeerOrder.class);
    if (order.state() == OrderState.VALIDATED) {
      boolean paid = pay(order, transaction);
      transaction.tell(Message.of(new Verdict(order.id(), OrderBook.PAYMENT, paid)));
    }
  }

  private static boolean pay(PeerOrder order, Transaction transaction) throws SQLException {
    boolean debited =
        transaction.update(
                "UPDATE accounts SET cents = cents - ? WHERE id = ? AND cents - ? >= least",
                order.cents(),
                order.customer(),
                order.cents())
            == 1;
    if (debited) {
      transaction.update(
          "UPDATE accounts SET cents = cents + ? WHERE id = ?", order.cents(), MERCHANT);
      transaction.update("INSERT INTO payments VALUES (?, ?)", order.id(), order.cents());
    }
    return debited;
  }
}
