package dev.cascade.local.platform;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Connections to a database, for moments. */
final class Sql {

  private static final int SECONDS = 2;

  private Sql() {}

  /** Whether somebody answers there. */
  static boolean answers(String url) {
    String bounded = url + "&connectTimeout=%d&socketTimeout=%d".formatted(SECONDS, SECONDS);
    try (Connection connection = DriverManager.getConnection(bounded)) {
      return connection.isValid(SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }
}
