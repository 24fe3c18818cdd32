package dev.cascade.streams.journal;

import dev.cascade.streams.runtime.KafkaCluster;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The journal's own producer: outside of every transaction, small, and soon tired of waiting. */
final class JournalProducer {

  private static final String NETWORK_THREAD = "kafka-producer-network-thread | ";
  private static final long BUFFER_BYTES = 1024 * 1024;
  private static final int MOST_BLOCK_MILLIS = 1_000;
  private static final int REQUEST_MILLIS = 3_000;
  private static final int LONGEST_RECONNECT_MILLIS = 2_000;

  /** Until when Kafka has a record, or it is tried again; milliseconds. */
  static final int DELIVERY_MILLIS = 4_000;

  private JournalProducer() {}

  /** A new one; connects by itself as soon as there is something to send. */
  static Producer<byte[], byte[]> create(KafkaCluster cluster, String clientId) {
    return new KafkaProducer<>(
        cluster.client(
            Map.ofEntries(
                Map.entry(ProducerConfig.CLIENT_ID_CONFIG, clientId),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, MOST_BLOCK_MILLIS),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS),
                Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, LONGEST_RECONNECT_MILLIS),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0))),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** Whether that is the thread of the producer with this client id. */
  static boolean isThreadOf(String clientId, String thread) {
    return thread.equals(NETWORK_THREAD + clientId);
  }
}
