package dev.cascade.bench.peers.outbox;

import java.sql.SQLException;

/** What a service does about a message that it has not read before. */
@FunctionalInterface
interface Step {

  /** Does it in the transaction in which it is marked as read. */
  void take(byte[] message, Transaction transaction) throws SQLException;
}
