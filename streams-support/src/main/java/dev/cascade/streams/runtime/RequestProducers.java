package dev.cascade.streams.runtime;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What producers of the records that HTTP requests ask for have in common: idempotent, acknowledged
 * by all replicas, sent at once, and given up within a bounded time. A record that was given up may
 * still have arrived.
 */
public final class RequestProducers {

  private RequestProducers() {}

  /**
   * The configuration of one.
   *
   * @param clientId of the instance alone
   * @param block how long a send may hold its caller
   * @param delivery how long a record may take until it is acknowledged; one attempt, half of it
   * @param bufferBytes of records that wait
   */
  public static Map<String, Object> configuration(
      KafkaCluster cluster, String clientId, Duration block, Duration delivery, long bufferBytes) {
    int deliveryMillis = Math.toIntExact(delivery.toMillis());
    return cluster.client(
        Map.of(
            ProducerConfig.CLIENT_ID_CONFIG,
            clientId,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            Math.toIntExact(block.toMillis()),
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            deliveryMillis / 2,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            deliveryMillis,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            bufferBytes));
  }
}
