package dev.cascade.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes to any topic what a test needs there: good records, tombstones, and poison. */
public final class TopicWriter implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 10;
  private static final int MOST_COMPRESSED_BYTES = 16 * 1024 * 1024;

  private final RegistryAvro avro;
  private final Map<String, Object> settings;
  private final KafkaProducer<byte[], byte[]> producer;

  TopicWriter(String bootstrapServers, RegistryAvro avro) {
    this.avro = avro;
    this.settings =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            0);
    this.producer = producer(settings);
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Writes the value in the registry's frame and waits until the broker has it. */
  public RecordMetadata send(String topic, String key, SpecificRecord value) {
    return sendRaw(topic, key, avro.encode(topic, value));
  }

  /** Writes the value as a record of that trace and waits until the broker has it. */
  public RecordMetadata send(String topic, String key, SpecificRecord value, SampledTrace trace) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, key.getBytes(UTF_8), avro.encode(topic, value));
    trace.record(key, value).headers().forEach(record.headers()::add);
    return acknowledged(producer, record);
  }

  /** Writes a tombstone and waits until the broker has it. */
  public RecordMetadata sendTombstone(String topic, String key) {
    return sendRaw(topic, key, null);
  }

  /** Writes the bytes as they are and waits until the broker has them. */
  public RecordMetadata sendRaw(String topic, String key, byte @Nullable [] value) {
    return acknowledged(producer, new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
  }

  /** Writes the bytes under no key, which compacted topics do not take. */
  public RecordMetadata sendWithoutKey(String topic, byte @Nullable [] value) {
    return acknowledged(producer, new ProducerRecord<>(topic, null, value));
  }

  /** Writes more bytes than a broker takes, which it takes since they are compressed. */
  public RecordMetadata sendCompressed(String topic, String key, byte[] value) {
    Map<String, Object> compressed = new HashMap<>(settings);
    compressed.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
    compressed.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MOST_COMPRESSED_BYTES);
    try (KafkaProducer<byte[], byte[]> compressing = producer(compressed)) {
      return acknowledged(compressing, new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
    }
  }

  /** Writes the bytes in a transaction that is aborted. */
  public void sendAborted(String topic, String key, byte[] value) {
    try (KafkaProducer<byte[], byte[]> transactional = transactional()) {
      transactional.beginTransaction();
      var unused =
          acknowledged(transactional, new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
      transactional.abortTransaction();
    }
  }

  private KafkaProducer<byte[], byte[]> transactional() {
    Map<String, Object> configuration = new HashMap<>(settings);
    configuration.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, UUID.randomUUID().toString());
    KafkaProducer<byte[], byte[]> transactional = producer(configuration);
    transactional.initTransactions();
    return transactional;
  }

  /** Writes the bytes to one partition, whatever the key would say. */
  public RecordMetadata sendRaw(String topic, int partition, String key, byte[] value) {
    return acknowledged(
        producer, new ProducerRecord<>(topic, partition, key.getBytes(UTF_8), value));
  }

  @Override
  public void close() {
    producer.close();
  }

  private static RecordMetadata acknowledged(
      KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte @Nullable []> record) {
    try {
      return producer.send(record).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("Cannot write to " + record.topic(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while writing to " + record.topic(), e);
    }
  }
}
