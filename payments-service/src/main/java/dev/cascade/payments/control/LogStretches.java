package dev.cascade.payments.control;

import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.runtime.KafkaCluster;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Tells whether stretches of a log hold records that a reader of committed records is given, now or
 * later. Markers and records of aborted transactions are not; records of an open transaction may
 * be.
 */
final class LogStretches implements AutoCloseable {

  /** A fetch that the last question left behind holds up the next one for so long. */
  private static final int FETCH_WAIT_MILLIS = 20;

  private static final int FETCH_BYTES = 64 * 1024;
  private static final int TIMEOUT_MILLIS = 5_000;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final Consumer<byte[], byte[]> consumer;

  /** Where a stretch begins, and the first offset behind it. */
  record Stretch(long begin, long end) {

    boolean isEmpty() {
      return begin >= end;
    }
  }

  LogStretches(KafkaCluster cluster, String clientId) {
    this.consumer =
        new KafkaConsumer<>(
            cluster.client(
                Map.of(
                    ConsumerConfig.CLIENT_ID_CONFIG,
                    clientId,
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed",
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "earliest",
                    ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                    FETCH_BYTES,
                    ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                    FETCH_WAIT_MILLIS,
                    ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    TIMEOUT_MILLIS)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /**
   * Whether no stretch holds a record to read. A reader passes what it is not given, so when it
   * stands behind every stretch without having been given anything, there is nothing; before an
   * open transaction it stops.
   *
   * @param patience how long to wait for the reader to pass; false when that is not enough
   */
  boolean holdNothing(Map<TopicPartition, Stretch> stretches, Duration patience) {
    consumer.assign(stretches.keySet());
    stretches.forEach((partition, stretch) -> consumer.seek(partition, stretch.begin()));
    Deadline deadline = Deadline.in(patience);
    boolean passed = false;
    while (!passed && !deadline.isOver()) {
      if (!consumer.poll(deadline.left()).isEmpty()) {
        return false;
      }
      passed =
          stretches.entrySet().stream()
              .allMatch(it -> consumer.position(it.getKey()) >= it.getValue().end());
    }
    return passed;
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
  }
}
