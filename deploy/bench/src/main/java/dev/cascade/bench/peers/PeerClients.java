package dev.cascade.bench.peers;

import dev.cascade.bench.kafka.Kafka;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Plain Kafka clients of a peer's process. */
public final class PeerClients {

  private PeerClients() {}

  /** Idempotent, acknowledged by all replicas, and sending at once. */
  public static Producer<String, byte[]> producer(PeerSettings settings) {
    return new Kafka(settings.kafka()).producer(Map.of());
  }

  /**
   * A member of a group, which begins with the first record.
   *
   * @param commits whether it commits by the clock, whatever became of the records
   */
  public static Consumer<String, byte[]> consumer(
      PeerSettings settings, String group, boolean commits) {
    Map<String, Object> all = new HashMap<>(settings.kafka());
    all.put("group.id", settings.named(group));
    all.put("auto.offset.reset", "earliest");
    all.put("enable.auto.commit", commits);
    return new KafkaConsumer<>(all, new StringDeserializer(), new ByteArrayDeserializer());
  }
}
