package dev.cascade.system.ecosystem;

import dev.cascade.schemas.access.ClientFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What whoever got hold of a part's file can do with it at the broker. */
public final class StolenFile implements AutoCloseable {

  private static final Pattern PASSWORD =
      Pattern.compile("(?:password=\"|users\\.installer=|users=cascade:)([\\w-]+)");
  private static final Duration BOUND = Duration.ofSeconds(20);

  private final KafkaProducer<byte[], byte[]> producer;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Admin admin;

  /** The file of that user. */
  public StolenFile(HomeEcosystem ecosystem, String user) {
    Map<String, Object> client = settings(ecosystem.clientFile(user));
    client.put("bootstrap.servers", ecosystem.bootstrapServers());
    this.admin = Admin.create(client);
    this.producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    Map<String, Object> reading = new HashMap<>(client);
    reading.put("auto.offset.reset", "earliest");
    this.consumer =
        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** Writes a tombstone of a key that nobody has; fails as Kafka fails. */
  public void write(String topic) {
    unwrapped(() -> producer.send(new ProducerRecord<>(topic, new byte[] {0}, null)).get());
  }

  /** Writes a record that nobody can read; fails as Kafka fails. */
  public void poison(String topic) {
    byte[] value = {42, 1, 2, 3};
    unwrapped(() -> producer.send(new ProducerRecord<>(topic, new byte[] {'p'}, value)).get());
  }

  /** How many records are read from the topic at first; fails as Kafka fails. */
  public int read(String topic) {
    List<TopicPartition> partitions =
        List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
    consumer.assign(partitions);
    long end = System.nanoTime() + BOUND.toNanos();
    int count = 0;
    while (count == 0 && System.nanoTime() - end < 0) {
      count = consumer.poll(Duration.ofMillis(200)).count();
    }
    return count;
  }

  /** Stops whoever writes under that transactional id; fails as Kafka fails. */
  public void fence(String transactionalId) {
    unwrapped(() -> admin.fenceProducers(List.of(transactionalId)).all().get());
  }

  /** The password in such a file. */
  public static String passwordIn(Path file) {
    try {
      Matcher password = PASSWORD.matcher(Files.readString(file));
      if (!password.find()) {
        throw new AssertionError("No password in " + file);
      }
      return password.group(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Attempt {
    Object run() throws ExecutionException, InterruptedException;
  }

  private static void unwrapped(Attempt attempt) {
    try {
      attempt.run();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static Map<String, Object> settings(Path file) {
    try {
      return new HashMap<>(ClientFile.settings(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    consumer.close();
    admin.close();
  }
}
