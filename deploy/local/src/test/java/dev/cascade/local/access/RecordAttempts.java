package dev.cascade.local.access;

import static dev.cascade.local.access.Cell.noteIf;
import static dev.cascade.local.access.Cell.permitted;

import dev.cascade.schemas.access.Operation;
import dev.cascade.schemas.access.Resource.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Which topics a user can write to and read from; each has a record in its partition 0. */
record RecordAttempts(Map<String, Object> client, Things things) {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int MOST_POLLS = 200;

  Set<Cell> all() throws InterruptedException {
    Set<Cell> done = new HashSet<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            with(Map.of("fetch.max.wait.ms", 10)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      for (String topic : things.topics()) {
        noteIf(reads(consumer, topic), done, Operation.READ, Kind.TOPIC, topic);
      }
    }
    try (KafkaProducer<byte[], byte[]> producer = producer(client)) {
      for (String topic : things.topics()) {
        noteIf(writes(producer, topic), done, Operation.WRITE, Kind.TOPIC, topic);
      }
    }
    return done;
  }

  /** One that an authorization for each topic is asked of, and not for any of all. */
  static KafkaProducer<byte[], byte[]> producer(Map<String, Object> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("enable.idempotence", false);
    settings.put("linger.ms", 0);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private Map<String, Object> with(Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.putAll(more);
    return settings;
  }

  private static boolean reads(KafkaConsumer<byte[], byte[]> consumer, String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    consumer.assign(List.of(partition));
    consumer.seek(partition, 0);
    try {
      for (int poll = 0; poll < MOST_POLLS; poll++) {
        if (!consumer.poll(POLL).isEmpty()) {
          return true;
        }
      }
    } catch (AuthorizationException e) {
      return false;
    } finally {
      consumer.unsubscribe();
    }
    throw new AssertionError(topic + " is neither read nor refused");
  }

  private static boolean writes(KafkaProducer<byte[], byte[]> producer, String topic)
      throws InterruptedException {
    try {
      producer.send(new ProducerRecord<>(topic, 0, new byte[] {1}, new byte[] {1})).get();
      return true;
    } catch (ExecutionException e) {
      return permitted(e.getCause());
    }
  }
}
