package dev.cascade.connect.report;

import java.sql.SQLException;

/** What a failed statement says of whether to try again, by the class of its SQLSTATE. */
enum Refusal {
  /** A value that a column does not take, whoever tries however often. */
  VALUE,

  /** The statement itself: no such table, no right to it. */
  STATEMENT,

  /** The database is away, busy or starting. */
  FOR_NOW;

  private static final int CLASS_LENGTH = 2;

  static Refusal of(SQLException failure) {
    String state = failure.getSQLState();
    if (state == null || state.length() < CLASS_LENGTH) {
      return FOR_NOW;
    }
    return switch (state.substring(0, CLASS_LENGTH)) {
      case "22", "23" -> VALUE;
      case "0A", "28", "3D", "3F", "42" -> STATEMENT;
      default -> FOR_NOW;
    };
  }
}
