package dev.cascade.bench.peers.outbox;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** A bounded number of connections to one service's tables. */
final class Database {

  private final BlockingQueue<Connection> idle;

  /** Opens them all. */
  Database(String url, int connections) throws SQLException {
    idle = new ArrayBlockingQueue<>(connections);
    for (int number = 0; number < connections; number++) {
      Connection connection = DriverManager.getConnection(url);
      connection.setAutoCommit(false);
      idle.add(connection);
    }
  }

  /** What is done in a transaction. */
  interface Work<T> {
    T in(Transaction transaction) throws SQLException;
  }

  /**
   * Does it and commits, or undoes it all.
   *
   * @throws IllegalStateException when the database refuses
   */
  <T> T transact(Work<T> work) {
    Connection connection = take();
    try {
      Transaction transaction = new Transaction(connection);
      T result = work.in(transaction);
      connection.commit();
      transaction.committed();
      return result;
    } catch (SQLException | RuntimeException e) {
      undo(connection);
      throw new IllegalStateException("Undone in the database: " + e.getMessage(), e);
    } finally {
      idle.add(connection);
    }
  }

  private Connection take() {
    try {
      return idle.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the database", e);
    }
  }

  private static void undo(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // The first failure says more.
    }
  }
}
