package dev.cascade.connect.report;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A table with one row for each key, as the latest record of that key says. An upsert never
 * replaces what is newer, so that a record which is delivered again changes nothing.
 *
 * @param <T> the record
 */
interface ReportTable<T> {

  /** The class of its records. */
  Class<T> record();

  /** Inserts a row, or replaces an older one. */
  String upsert();

  /** Fills the parameters of {@link #upsert}. */
  void bind(T value, PreparedStatement upsert) throws SQLException;

  /** Deletes the row whose id is the only parameter. */
  String delete();
}
