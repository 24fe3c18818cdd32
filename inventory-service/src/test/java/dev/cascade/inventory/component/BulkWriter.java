package dev.cascade.inventory.component;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.streams.serde.AvroSerdes;
import dev.cascade.streams.serde.SchemaRegistryClient;
import dev.cascade.testing.TestPlatform;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/** Writes a great many records: many to a request, none waited for before {@link #flush}. */
final class BulkWriter implements AutoCloseable {

  private final AvroSerdes avro;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Map<Class<?>, Serializer<SpecificRecord>> serializers = new HashMap<>();
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  BulkWriter(TestPlatform platform) {
    this.avro = new AvroSerdes(new SchemaRegistryClient(platform.registryUrl()));
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                platform.bootstrapServers(),
                ProducerConfig.LINGER_MS_CONFIG,
                20,
                ProducerConfig.BATCH_SIZE_CONFIG,
                256 * 1024),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  void send(String topic, String key, SpecificRecord value) {
    byte[] bytes = serializer(value.getClass()).serialize(topic, value);
    var unused =
        producer.send(
            new ProducerRecord<>(topic, key.getBytes(UTF_8), bytes),
            (metadata, problem) -> {
              if (problem != null) {
                failure.compareAndSet(null, problem);
              }
            });
  }

  /** Waits until the broker has all of them. */
  void flush() {
    producer.flush();
    Exception problem = failure.get();
    if (problem != null) {
      throw new AssertionError("A record was not written", problem);
    }
  }

  @SuppressWarnings("unchecked") // a class's serializer is only given values of that class
  private Serializer<SpecificRecord> serializer(Class<? extends SpecificRecord> type) {
    return serializers.computeIfAbsent(
        type, _ -> (Serializer<SpecificRecord>) (Serializer<?>) avro.of(type).serializer());
  }

  @Override
  public void close() {
    producer.close();
  }
}
