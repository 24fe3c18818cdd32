package dev.cascade.bench.peers.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a service does at once: its own tables, what it has read, and what it tells. */
final class Transaction {

  private final Connection connection;
  private final List<Runnable> afterwards = new ArrayList<>();

  Transaction(Connection connection) {
    this.connection = connection;
  }

  /** Makes an object of a row. */
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** How many rows it changed. */
  int update(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values)) {
      return statement.executeUpdate();
    }
  }

  /** The rows that it returns. */
  <T> List<T> rows(Row<T> row, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet found = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (found.next()) {
        rows.add(row.of(found));
      }
      return rows;
    }
  }

  /** The only row that it returns, if any. */
  <T> Optional<T> row(Row<T> row, String sql, Object... values) throws SQLException {
    return rows(row, sql, values).stream().findFirst();
  }

  /** Whether a message was not read before; it is from now on. */
  boolean isNew(String message) throws SQLException {
    return update("INSERT INTO inbox VALUES (?) ON CONFLICT DO NOTHING", message) == 1;
  }

  /** Tells something when this is committed, once by each reader's inbox. */
  void tell(Message message) throws SQLException {
    update(
        "INSERT INTO outbox (topic, key, message, json) VALUES (?, ?, ?, ?)",
        message.topic(),
        message.key(),
        message.id(),
        message.json());
  }

  /** What is done once it is committed. */
  void afterwards(Runnable action) {
    afterwards.add(action);
  }

  void committed() {
    afterwards.forEach(Runnable::run);
  }

  // Closed by whoever asked for it.
  private PreparedStatement prepare(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int index = 0; index < values.length; index++) {
      statement.setObject(index + 1, values[index]);
    }
    return statement;
  }
}
