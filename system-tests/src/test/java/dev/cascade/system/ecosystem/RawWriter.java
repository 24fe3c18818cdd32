package dev.cascade.system.ecosystem;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cascade.system.history.Fact.Place;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts bytes on topics that no service would put there. */
public final class RawWriter implements AutoCloseable {

  private static final byte[] POISON = {42, 1, 2, 3, 4, 5, 6};
  private static final int FRAME_BYTES = 5;

  /** 2,000,000,000 as Avro writes a length. */
  private static final byte[] TWO_BILLION = {
    (byte) 0x80, (byte) 0xd0, (byte) 0xac, (byte) 0xf3, 0x0e
  };

  private final KafkaProducer<byte[], byte[]> producer;
  private final String registryUrl;

  /** Writes to the ecosystem's broker. */
  public RawWriter(Ecosystem ecosystem) {
    this.registryUrl = ecosystem.registryUrl();
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

  /**
   * Writes a value that says, in the topic's own schema, that a text of two billion bytes follows;
   * an application that makes room for it ends.
   */
  public Place claiming(String topic, int partition) {
    byte[] value =
        ByteBuffer.allocate(FRAME_BYTES + TWO_BILLION.length)
            .put((byte) 0)
            .putInt(latestSchema(topic))
            .put(TWO_BILLION)
            .array();
    return sent(new ProducerRecord<>(topic, partition, "claiming".getBytes(UTF_8), value));
  }

  private int latestSchema(String topic) {
    String latest = registryUrl + "/apis/ccompat/v7/subjects/" + topic + "-value/versions/latest";
    return new Http().get(latest).body().path("id").asInt();
  }

  /** Writes bytes that are no Avro where records with that key are, and tells where that is. */
  public Place poison(String topic, String key) {
    return sent(new ProducerRecord<>(topic, key.getBytes(UTF_8), POISON));
  }

  /** Writes those bytes. */
  public Place poison(String topic, String key, byte[] value) {
    return sent(new ProducerRecord<>(topic, key.getBytes(UTF_8), value));
  }

  /** Writes a record as its contract says. */
  public Place record(String topic, String key, SpecificRecord value) {
    return poison(topic, key, framed(topic, value));
  }

  /** Writes a record whose last byte is missing. */
  public Place cutShort(String topic, String key, SpecificRecord value) {
    byte[] whole = framed(topic, value);
    return poison(topic, key, Arrays.copyOf(whole, whole.length - 1));
  }

  private byte[] framed(String topic, SpecificRecord value) {
    String lookup = registryUrl + "/apis/ccompat/v7/subjects/" + topic + "-value";
    String schema =
        JsonNodeFactory.instance
            .objectNode()
            .put("schema", value.getSchema().toString())
            .toString();
    int id = new Http().post(lookup, schema).body().path("id").asInt();
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.write(ByteBuffer.allocate(FRAME_BYTES).put((byte) 0).putInt(id).array());
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      new SpecificDatumWriter<SpecificRecord>(value.getSchema()).write(value, encoder);
      encoder.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
