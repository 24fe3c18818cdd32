package dev.cascade.bench.peers.outbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** All tables of this peer, as their owner sees them who prepares and checks a run. */
final class OutboxTables {

  private static final String STOCK =
      "INSERT INTO inventory.stock (product, on_hand) VALUES (?, ?)";
  private static final String ACCOUNT = "INSERT INTO payments.accounts VALUES (?, 0, ?)";

  private static final Map<String, String> HAS_TO_BE_ZERO =
      Map.of(
          "pieces are reserved beyond those of orders",
          "SELECT (SELECT coalesce(sum(reserved), 0) FROM inventory.stock)"
              + " - (SELECT coalesce(sum(quantity), 0) FROM inventory.reservations)",
          "reservations of orders that failed",
          "SELECT count(*) FROM inventory.reservations JOIN orders.orders ON id = order_id"
              + " WHERE state = 'FAILED'",
          "validated orders without a reservation of their own",
          "SELECT count(*) FROM orders.orders o WHERE state IN ('VALIDATED', 'CONFIRMED') AND NOT"
              + " EXISTS (SELECT FROM inventory.reservations r WHERE r.order_id = o.id AND"
              + " r.quantity = o.quantity)",
          "cents in all accounts together",
          "SELECT coalesce(sum(cents), 0) FROM payments.accounts",
          "cents that the merchant has beyond those of confirmed orders",
          "SELECT (SELECT cents FROM payments.accounts WHERE id = 'merchant') - (SELECT"
              + " coalesce(sum(quantity * unit_cents), 0) FROM orders.orders WHERE state ="
              + " 'CONFIRMED')");

  private final String url;

  OutboxTables(String url) {
    this.url = url;
  }

  /**
   * Makes them.
   *
   * @param stock how much there is of each product
   * @param overdrafts how far below zero each account may go, in cents
   */
  void install(Map<String, Long> stock, Map<String, Long> overdrafts) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(definitions());
      for (Map.Entry<String, Long> product : stock.entrySet()) {
        insert(connection, STOCK, product.getKey(), product.getValue());
      }
      for (Map.Entry<String, Long> account : overdrafts.entrySet()) {
        insert(connection, ACCOUNT, account.getKey(), -account.getValue());
      }
      insert(connection, ACCOUNT, Payments.MERCHANT, 0);
    } catch (SQLException e) {
      throw new IllegalStateException("The tables cannot be made: " + e.getMessage(), e);
    }
  }

  private static void insert(Connection connection, String sql, String id, long amount)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, id);
      statement.setLong(2, amount);
      statement.executeUpdate();
    }
  }

  private static String definitions() {
    try (InputStream file = OutboxTables.class.getResourceAsStream("tables.sql")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("tables.sql cannot be read", e);
    }
  }

  /** What is wrong now with these orders, or with stock and money of all. */
  List<String> wrong(Set<String> accepted) {
    try (Connection connection = DriverManager.getConnection(url)) {
      List<String> wrong = new ArrayList<>();
      long undecided = undecided(connection, accepted);
      if (undecided > 0) {
        wrong.add(undecided + " of " + accepted.size() + " orders are not confirmed or failed");
      }
      for (Map.Entry<String, String> rule : HAS_TO_BE_ZERO.entrySet()) {
        long count = number(connection, rule.getValue());
        if (count != 0) {
          wrong.add(count + " " + rule.getKey());
        }
      }
      return wrong;
    } catch (SQLException e) {
      throw new IllegalStateException("The tables cannot be read: " + e.getMessage(), e);
    }
  }

  private static long undecided(Connection connection, Set<String> accepted) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT count(*) FROM orders.orders WHERE id = ANY (?)"
                + " AND state IN ('CONFIRMED', 'FAILED')")) {
      statement.setArray(1, connection.createArrayOf("text", accepted.toArray()));
      try (ResultSet found = statement.executeQuery()) {
        found.next();
        return accepted.size() - found.getLong(1);
      }
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      found.next();
      return found.getLong(1);
    }
  }
}
