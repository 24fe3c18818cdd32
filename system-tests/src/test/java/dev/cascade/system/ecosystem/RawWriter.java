package dev.cascade.system.ecosystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.system.history.Fact.Place;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts bytes on topics that no service would put there. */
public final class RawWriter implements AutoCloseable {

  private static final byte[] POISON = {42, 1, 2, 3, 4, 5, 6};

  private final KafkaProducer<byte[], byte[]> producer;

  /** Writes to the ecosystem's broker. */
  public RawWriter(Ecosystem ecosystem) {
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                ecosystem.bootstrapServers(),
                ProducerConfig.ACKS_CONFIG,
                "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** How many partitions the topic has. */
  public int partitions(String topic) {
    return producer.partitionsFor(topic).size();
  }

  /** Writes bytes that are no Avro, and tells where they are. */
  public Place poison(String topic, int partition) {
    return sent(new ProducerRecord<>(topic, partition, "poison".getBytes(UTF_8), POISON));
  }

  /** Writes bytes that are no Avro where records with that key are, and tells where that is. */
  public Place poison(String topic, String key) {
    return sent(new ProducerRecord<>(topic, key.getBytes(UTF_8), POISON));
  }

  private Place sent(ProducerRecord<byte[], byte[]> poison) {
    String topic = poison.topic();
    try {
      RecordMetadata place = producer.send(poison).get(10, TimeUnit.SECONDS);
      return new Place(topic, place.partition(), place.offset());
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("Cannot write to " + topic, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while writing to " + topic, e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
