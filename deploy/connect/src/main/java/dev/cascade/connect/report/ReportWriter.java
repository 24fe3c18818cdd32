package dev.cascade.connect.report;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches into one table, each in one transaction; of several records of one key in a topic
 * only the last, since a partition has them in order.
 *
 * @param <T> the record
 */
final class ReportWriter<T> implements AutoCloseable {

  private final String url;
  private final ReportTable<T> table;
  private final BiConsumer<SinkRecord, Exception> refused;
  private @Nullable Connection connection;

  private record Place(String topic, Object key) {}

  /**
   * A writer that is not connected yet.
   *
   * @param url how JDBC gets to the database
   * @param refused takes a record that the table can never hold
   */
  ReportWriter(String url, ReportTable<T> table, BiConsumer<SinkRecord, Exception> refused) {
    this.url = url;
    this.table = table;
    this.refused = refused;
  }

  /**
   * Writes a batch.
   *
   * @throws RetriableException when the database is away; nothing of the batch is written then
   * @throws ConnectException when it refuses all of it, as when the table is missing
   */
  void write(Collection<SinkRecord> batch) {
    Collection<SinkRecord> latest = latest(batch);
    try {
      if (!isWritten(latest)) {
        writeOneByOne(latest);
      }
    } catch (SQLException e) {
      close();
      if (Refusal.of(e) == Refusal.STATEMENT) {
        throw new ConnectException("The report cannot be written: " + e.getMessage(), e);
      }
      throw new RetriableException("The database is away: " + e.getMessage(), e);
    }
  }

  private Collection<SinkRecord> latest(Collection<SinkRecord> batch) {
    Map<Place, SinkRecord> latest = new LinkedHashMap<>();
    for (SinkRecord each : batch) {
      if (isFit(each)) {
        latest.put(new Place(each.topic(), each.key()), each);
      }
    }
    return latest.values();
  }

  private boolean isFit(SinkRecord each) {
    boolean isFit =
        each.key() != null && (each.value() == null || table.record().isInstance(each.value()));
    if (!isFit) {
      refused.accept(each, new DataException("Not a key and a " + table.record().getSimpleName()));
    }
    return isFit;
  }

  /** One that the table cannot hold must not take the others with it. */
  private void writeOneByOne(Collection<SinkRecord> records) throws SQLException {
    for (SinkRecord each : records) {
      try {
        transaction(List.of(each));
      } catch (SQLException e) {
        if (Refusal.of(e) != Refusal.VALUE) {
          throw e;
        }
        open().rollback();
        refused.accept(each, new DataException("The table refuses it: " + e.getSQLState(), e));
      }
    }
  }

  /** Whether all could be written; none is when not. */
  private boolean isWritten(Collection<SinkRecord> records) throws SQLException {
    try {
      transaction(records);
      return true;
    } catch (SQLException e) {
      if (Refusal.of(e) != Refusal.VALUE) {
        throw e;
      }
      open().rollback();
      return false;
    }
  }

  private void transaction(Collection<SinkRecord> records) throws SQLException {
    Connection open = open();
    List<String> gone = new ArrayList<>();
    try (PreparedStatement upsert = open.prepareStatement(table.upsert());
        PreparedStatement delete = open.prepareStatement(table.delete())) {
      for (SinkRecord each : records) {
        if (each.value() == null) {
          gone.add(each.key().toString());
        } else {
          table.bind(table.record().cast(each.value()), upsert);
          upsert.addBatch();
        }
      }
      upsert.executeBatch();
      for (String id : gone) {
        delete.setString(1, id);
        delete.addBatch();
      }
      delete.executeBatch();
    }
    open.commit();
  }

  private Connection open() throws SQLException {
    if (connection == null) {
      connection = DriverManager.getConnection(url);
      connection.setAutoCommit(false);
    }
    return connection;
  }

  /** Leaves the database; what was not committed is undone by it. */
  @Override
  public void close() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      // It was of no use any more, or the end of the process ends it.
    }
    connection = null;
  }
}
