package dev.cascade.bench.peers.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Publishes the outbox of a service, and deletes what Kafka has. It is woken by each commit of its
 * own process, and looks ten times a second for what an earlier process has left.
 */
final class Relay {

  /** The header with a message's id. */
  static final String ID = "id";

  private static final int BATCH = 500;
  private static final long POLL_MILLIS = 100;

  private final Database database;
  private final Producer<String, byte[]> producer;
  private final String prefix;
  private final Semaphore work = new Semaphore(0);

  Relay(Database database, Producer<String, byte[]> producer, String prefix) {
    this.database = database;
    this.producer = producer;
    this.prefix = prefix;
  }

  /** There is something to publish. */
  void wake() {
    work.release();
  }

  void run() {
    try {
      while (true) {
        var _ = work.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
        work.drainPermits();
        while (database.transact(this::publish) == BATCH) {
          // There is more.
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Entry(long id, Message message) {

    static Entry of(ResultSet row) throws SQLException {
      Message message =
          new Message(row.getString(2), row.getString(3), row.getString(4), row.getString(5));
      return new Entry(row.getLong(1), message);
    }
  }

  private int publish(Transaction transaction) throws SQLException {
    List<Future<?>> sent =
        transaction
            .rows(
                Entry::of,
                "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT "
                    + BATCH
                    + ") RETURNING id, topic, key, message, json")
            .stream()
            .sorted(Comparator.comparingLong(Entry::id))
            .<Future<?>>map(entry -> send(entry.message()))
            .toList();
    sent.forEach(Relay::await);
    return sent.size();
  }

  private Future<?> send(Message message) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            prefix + message.topic(), message.key(), message.json().getBytes(UTF_8));
    record.headers().add(ID, message.id().getBytes(UTF_8));
    return producer.send(record);
  }

  private static void await(Future<?> sent) {
    try {
      var _ = sent.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka does not take a message", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a message was sent", e);
    }
  }
}
