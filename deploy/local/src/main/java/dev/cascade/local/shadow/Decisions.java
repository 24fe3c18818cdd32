package dev.cascade.local.shadow;

import dev.cascade.local.tail.AvroValues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what was decided from topics. */
final class Decisions {

  /** What a comparison holds at once, of each side; some 500 bytes each. */
  private static final int MOST = 1_000_000;

  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<String, Object> client;
  private final AvroValues avro;

  /** By such a client. */
  Decisions(Map<String, Object> client, AvroValues avro) {
    this.client = Map.copyOf(client);
    this.avro = avro;
  }

  /**
   * The service's own committed records of a topic.
   *
   * @param prefix of the topic's name, where its records are those of a shadow
   * @param certain what is at these offsets or after is late
   * @param ends before which to read
   * @throws NotComparableException when there are too many, or no more come although the end is not
   *     reached
   */
  List<Decision> read(
      ComparedTopic topic,
      String prefix,
      Map<TopicPartition, Long> certain,
      Map<TopicPartition, Long> ends) {
    List<Decision> decisions = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> open =
          new ArrayList<>(
              ends.keySet().stream()
                  .filter(it -> it.topic().equals(prefix + topic.topic()))
                  .toList());
      consumer.assign(open);
      consumer.seekToBeginning(open);
      long lastNanos = System.nanoTime();
      open.removeIf(it -> consumer.position(it) >= ends.getOrDefault(it, 0L));
      while (!open.isEmpty()) {
        for (ConsumerRecord<byte[], byte[]> next : consumer.poll(POLL)) {
          lastNanos = System.nanoTime();
          TopicPartition partition = new TopicPartition(next.topic(), next.partition());
          if (next.offset() < ends.getOrDefault(partition, 0L)) {
            boolean isLate = next.offset() >= certain.getOrDefault(partition, Long.MAX_VALUE);
            decision(topic, next, isLate).ifPresent(decisions::add);
          }
        }
        if (decisions.size() > MOST) {
          throw new NotComparableException(
              "%s has more than %,d records to compare, which is too many for this command."
                  .formatted(topic.topic(), MOST));
        }
        if (System.nanoTime() - lastNanos > PATIENCE.toNanos()) {
          throw new NotComparableException(
              "No more committed records of %s%s come for %d s; does a transaction hang?"
                  .formatted(prefix, topic.topic(), PATIENCE.toSeconds()));
        }
        open.removeIf(it -> consumer.position(it) >= ends.getOrDefault(it, 0L));
      }
    }
    return decisions;
  }

  private Optional<Decision> decision(
      ComparedTopic topic, ConsumerRecord<byte[], byte[]> record, boolean isLate) {
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      return Optional.of(new Decision(key, Fields.NONE, isLate));
    }
    AvroValues.Value value =
        avro.of(record.value())
            .orElseThrow(() ->
                new NotComparableException(
                    "The record %d@%d of %s cannot be read: the registry does not know its schema."
                        .formatted(record.partition(), record.offset(), record.topic())));
    Fields all = Fields.of(value.schema(), value.datum());
    return topic.isOwn(all)
        ? Optional.of(new Decision(topic.subject(key, all), all.without(topic.ignored()), isLate))
        : Optional.empty();
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("isolation.level", "read_committed");
    settings.put("allow.auto.create.topics", false);
    settings.put("default.api.timeout.ms", 10_000);
    settings.put("client.id", "cascade-shadow");
    return settings;
  }
}
