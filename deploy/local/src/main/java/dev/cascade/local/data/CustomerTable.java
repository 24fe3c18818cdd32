package dev.cascade.local.data;

import dev.cascade.local.data.SampleData.SampleCustomer;
import dev.cascade.local.platform.CustomerDatabase;
import dev.cascade.local.platform.ServerFailedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The customers' table, where it is the only writer of the customers' topic. */
final class CustomerTable {

  private static final String INSERT =
      "INSERT INTO customers (id, name, email, level) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING";

  private final CustomerDatabase database;

  CustomerTable(CustomerDatabase database) {
    this.database = database;
  }

  /** Adds those that are missing; the others stay as they are. */
  void add(List<SampleCustomer> customers) {
    try (Connection connection = database.connect();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (SampleCustomer customer : customers) {
        insert.setString(1, customer.id());
        insert.setString(2, customer.name());
        insert.setString(3, customer.email());
        insert.setString(4, customer.level().name());
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new ServerFailedException(
          "Customers cannot be put into their table: " + e.getMessage(), e);
    }
  }
}
