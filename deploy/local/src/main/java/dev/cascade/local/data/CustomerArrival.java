package dev.cascade.local.data;

import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.schemas.catalogue.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Waits until customers that were put into their table are in their topic. */
final class CustomerArrival {

  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> client;

  CustomerArrival(Map<String, Object> client) {
    this.client = Map.copyOf(client);
  }

  /**
   * Waits.
   *
   * @throws ServerFailedException when some are not there in time
   */
  void await(Collection<String> ids, Duration bound) {
    Set<String> missing = new HashSet<>(ids);
    long end = System.nanoTime() + bound.toNanos();
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    try (Consumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.CUSTOMERS).stream()
              .map(it -> new TopicPartition(it.topic(), it.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!missing.isEmpty()) {
        if (System.nanoTime() > end) {
          throw new ServerFailedException(
              "%d of %d customers did not come from their table to their topic within %d s;"
                      .formatted(missing.size(), ids.size(), bound.toSeconds())
                  + " ./cascade logs connect says more");
        }
        consumer.poll(POLL).forEach(record -> missing.remove(record.key()));
      }
    }
  }
}
