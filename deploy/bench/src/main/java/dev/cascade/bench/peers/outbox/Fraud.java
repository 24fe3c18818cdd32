package dev.cascade.bench.peers.outbox;

import dev.cascade.bench.peers.Json;
import dev.cascade.bench.peers.OrderState;
import dev.cascade.bench.peers.PeerOrder;
import dev.cascade.bench.peers.Verdict;
import java.sql.SQLException;

/** Sums what a customer spends, until an hour passes without an order. */
final class Fraud implements Step {

  private static final String SPEND =
      """
      INSERT INTO spending AS known VALUES (?, ?, now())
      ON CONFLICT (customer) DO UPDATE SET last_order = now(), cents = excluded.cents +
        CASE WHEN known.last_order < now() - interval '1 hour' THEN 0 ELSE known.cents END
      RETURNING cents
      """;

  @Override
  public void take(byte[] message, Transaction transaction) throws SQLException {
    PeerOrder order = Json.read(message, PeerOrder.class);
    if (order.state() == OrderState.CREATED) {
      long cents =
          transaction
              .row(row -> row.getLong(1), SPEND, order.customer(), order.cents())
              .orElseThrow();
      transaction.tell(
          Message.of(new Verdict(order.id(), Verdict.FRAUD, cents < Verdict.FRAUD_LIMIT_CENTS)));
    }
  }
}
