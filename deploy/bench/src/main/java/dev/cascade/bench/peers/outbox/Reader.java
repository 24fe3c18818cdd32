package dev.cascade.bench.peers.outbox;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * Reads a topic: what one poll brings is one transaction. Its offsets are committed after it; what
 * comes again then is known.
 */
final class Reader {

  private static final Duration POLL = Duration.ofMillis(500);

  private final Consumer<String, byte[]> consumer;
  private final Database database;
  private final Step step;
  private final Relay relay;
  private volatile boolean assigned;

  Reader(Consumer<String, byte[]> consumer, Database database, Step step, Relay relay) {
    this.consumer = consumer;
    this.database = database;
    this.step = step;
    this.relay = relay;
  }

  boolean isReady() {
    return assigned;
  }

  void run(String topic) {
    try (consumer) {
      consumer.subscribe(List.of(topic));
      while (true) {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        assigned = !consumer.assignment().isEmpty();
        if (!records.isEmpty()) {
          int known = database.transact(transaction -> take(records, transaction));
          if (known < records.count()) {
            relay.wake();
          }
          consumer.commitAsync();
        }
      }
    }
  }

  /** How many of them were read before. */
  private int take(ConsumerRecords<String, byte[]> records, Transaction transaction)
      throws SQLException {
    int known = 0;
    for (ConsumerRecord<String, byte[]> record : records) {
      if (transaction.isNew(id(record))) {
        step.take(record.value(), transaction);
      } else {
        known++;
      }
    }
    return known;
  }

  private static String id(ConsumerRecord<String, byte[]> record) {
    return new String(record.headers().lastHeader(Relay.ID).value(), StandardCharsets.UTF_8);
  }
}
