package dev.cascade.local.shadow;

import dev.cascade.local.platform.CommittedReader;
import dev.cascade.local.tail.AvroValues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads what was decided from topics. */
final class Decisions {

  /**
   * What was read of a topic.
   *
   * @param own the service's own decisions, as they lie there
   * @param unreadable how many records are none that anybody can read
   */
  record Found(List<Decision> own, int unreadable) {}

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
   * The service's own committed records of a topic. Others may have written there what nobody can
   * read, as services do not; it is counted and left out.
   *
   * @param prefix of the topic's name, where its records are those of a shadow
   * @param certain what is at these offsets or after is late
   * @param ends before which to read
   * @throws NotComparableException when there are too many, or no more come although the end is not
   *     reached
   */
  Found read(
      ComparedTopic topic,
      String prefix,
      Map<TopicPartition, Long> certain,
      Map<TopicPartition, Long> ends) {
    List<Decision> decisions = new ArrayList<>();
    int unreadable = 0;
    try (Consumer<byte[], byte[]> consumer = CommittedReader.of(client, "cascade-shadow")) {
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
            Optional<Fields> fields = fields(next);
            if (fields.isEmpty()) {
              unreadable++;
            } else if (isOwn(topic, fields.get())) {
              boolean isLate = next.offset() >= certain.getOrDefault(partition, Long.MAX_VALUE);
              decisions.add(decision(topic, next, fields.get(), isLate));
            }
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
    return new Found(decisions, unreadable);
  }

  private Optional<Fields> fields(ConsumerRecord<byte[], byte[]> record) {
    return record.value() == null
        ? Optional.of(Fields.NONE)
        : avro.of(record.value()).map(value -> Fields.of(value.schema(), value.datum()));
  }

  /** A tombstone says nothing of its writer. */
  private static boolean isOwn(ComparedTopic topic, Fields fields) {
    return fields.areNone() || topic.isOwn(fields);
  }

  private static Decision decision(
      ComparedTopic topic, ConsumerRecord<byte[], byte[]> record, Fields all, boolean isLate) {
    String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    return all.areNone()
        ? new Decision(key, all, isLate)
        : new Decision(topic.subject(key, all), all.without(topic.ignored()), isLate);
  }
}
