package dev.cascade.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The database that holds the customers and the reports, on a server of its own. */
public final class CustomerDatabase {

  /** Its name. */
  public static final String NAME = "cascade";

  private static final String SERVER = "postgres";

  private final PostgresServer server;
  private final ConnectDirectory files;

  /** On that server, with the tables that the files say. */
  public CustomerDatabase(PostgresServer server, ConnectDirectory files) {
    this.server = server;
    this.files = files;
  }

  /**
   * Creates what is missing.
   *
   * @return whether the table of customers is empty
   * @throws ServerFailedException when it cannot be created
   */
  public boolean install() {
    try {
      createDatabase();
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        statement.execute(Files.readString(files.tables()));
        return !exists(statement, "SELECT FROM customers");
      }
    } catch (SQLException | IOException e) {
      throw new ServerFailedException("The tables cannot be created: " + e.getMessage(), e);
    }
  }

  private void createDatabase() throws SQLException {
    try (Connection connection = DriverManager.getConnection(server.jdbcUrl(SERVER));
        Statement statement = connection.createStatement()) {
      if (!exists(statement, "SELECT FROM pg_database WHERE datname = '" + NAME + "'")) {
        statement.execute("CREATE DATABASE " + NAME);
      }
    }
  }

  private static boolean exists(Statement statement, String rows) throws SQLException {
    try (ResultSet found = statement.executeQuery(rows + " LIMIT 1")) {
      return found.next();
    }
  }

  /** A connection as its owner, which each statement commits. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(NAME));
  }
}
