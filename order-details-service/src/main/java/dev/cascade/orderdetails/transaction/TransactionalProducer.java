package dev.cascade.orderdetails.transaction;

import dev.cascade.streams.deadletter.DeadLetters;
import dev.cascade.streams.runtime.KafkaCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records and consumed offsets in one transaction. After any failure the producer is thrown
 * away: a new one under the same transactional id aborts what was open, waits for a commit that was
 * on its way, and also replaces one that the broker has fenced.
 */
public final class TransactionalProducer implements AutoCloseable {

  private final Map<String, Object> configuration;
  private @Nullable Producer<byte[], byte[]> producer;

  /**
   * Connects to nothing yet.
   *
   * @param transactionalId of this instance alone, and the same after its restart
   * @param timeout how long the broker is waited for, and how long a transaction may be open
   */
  public TransactionalProducer(KafkaCluster cluster, String transactionalId, Duration timeout) {
    int millis = Math.toIntExact(timeout.toMillis());
    this.configuration =
        cluster.client(
            Map.ofEntries(
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, transactionalId),
                Map.entry(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId),
                Map.entry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, millis),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 2),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 8 * 1024 * 1024),
                Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetters.MAX_LETTER_BYTES),
                // A commit flushes at once; until then the records gather for one request.
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 100),
                // The first send after a commit can meet its markers; it must not wait 100 ms.
                Map.entry(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 1),
                Map.entry(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 1)));
  }

  /**
   * Commits all of it, or throws; after a throw, {@link #reopen} tells when the outcome is settled.
   */
  public synchronized void transact(
      List<ProducerRecord<byte[], byte[]>> records,
      Map<TopicPartition, OffsetAndMetadata> offsets,
      ConsumerGroupMetadata member) {
    Producer<byte[], byte[]> current = open();
    current.beginTransaction();
    for (ProducerRecord<byte[], byte[]> record : records) {
      // A record that cannot be sent fails the commit.
      var unused = current.send(record);
    }
    current.sendOffsetsToTransaction(offsets, member);
    current.commitTransaction();
  }

  /** The present producer; a new one if there is none. */
  public synchronized Producer<byte[], byte[]> open() {
    return producer == null ? reopen() : producer;
  }

  /**
   * Starts over with a new producer. When this returns, every earlier transaction of this id is
   * either committed or aborted.
   */
  public synchronized Producer<byte[], byte[]> reopen() {
    close();
    Producer<byte[], byte[]> opened =
        new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      opened.initTransactions();
    } catch (RuntimeException e) {
      opened.close(Duration.ZERO);
      throw e;
    }
    producer = opened;
    return opened;
  }

  @Override
  public synchronized void close() {
    Producer<byte[], byte[]> last = producer;
    producer = null;
    if (last != null) {
      last.close(Duration.ZERO);
    }
  }
}
