package dev.cascade.bench.kafka;

import dev.cascade.bench.ecosystem.Installation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Clients of one broker.
 *
 * @param access what every client needs to get there
 */
public record Kafka(Map<String, String> access) {

  /** Those of its owner where the broker is secured, who may do everything. */
  public static Kafka of(Installation installation) {
    Map<String, String> access = new HashMap<>(installation.ownerSettings());
    access.put("bootstrap.servers", installation.bootstrapServers());
    return new Kafka(Map.copyOf(access));
  }

  /** A client for administration. */
  public Admin admin() {
    Map<String, Object> settings = new HashMap<>(access);
    settings.put("client.id", "bench-admin");
    return Admin.create(settings);
  }

  /** A consumer of committed records, outside of any group. */
  public Consumer<String, byte[]> reader() {
    return consumer(Map.of());
  }

  /** A consumer of committed records whose keys are no text, outside of any group. */
  public Consumer<byte[], byte[]> rawReader() {
    return new KafkaConsumer<>(
        reading(Map.of()), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A consumer of committed records with more settings. */
  public Consumer<String, byte[]> consumer(Map<String, Object> more) {
    return new KafkaConsumer<>(
        reading(more), new StringDeserializer(), new ByteArrayDeserializer());
  }

  private Map<String, Object> reading(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(access);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    settings.put("max.poll.records", 2_000);
    settings.put("client.id", "bench-reader");
    settings.putAll(more);
    return settings;
  }

  /** An idempotent producer that sends at once. */
  public Producer<String, byte[]> producer() {
    return producer(Map.of("client.id", "bench-writer"));
  }

  /** A producer with more settings. */
  public Producer<String, byte[]> producer(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(access);
    settings.put("acks", "all");
    settings.put("enable.idempotence", true);
    settings.put("linger.ms", 0);
    settings.putAll(more);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  /** All partitions of these topics. */
  public static List<TopicPartition> partitions(Consumer<?, ?> consumer, List<String> topics) {
    return topics.stream()
        .flatMap(topic -> consumer.partitionsFor(topic).stream())
        .map(Kafka::partition)
        .toList();
  }

  private static TopicPartition partition(PartitionInfo info) {
    return new TopicPartition(info.topic(), info.partition());
  }
}
