package dev.cascade.bench.floor;

import dev.cascade.bench.floor.FloorPlan.App;
import dev.cascade.bench.floor.FloorPlan.Output;
import dev.cascade.bench.floor.FloorPlan.Reaction;
import dev.cascade.bench.floor.FloorPlan.Sort;
import dev.cascade.bench.kafka.Kafka;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/** One application of the floor: poll, write, commit, again. Each batch is one transaction. */
final class FloorApp implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);

  private final App app;
  private final String topicPrefix;
  private final Map<Sort, Reaction> reactions;
  private final Map<String, Integer> partialSets = new HashMap<>();
  private final Consumer<String, byte[]> consumer;
  private final Producer<String, byte[]> producer;
  private final Thread thread;
  private volatile @Nullable RuntimeException failure;

  FloorApp(Kafka kafka, App app, String topicPrefix) {
    this.app = app;
    this.topicPrefix = topicPrefix;
    this.reactions =
        app.reactions().stream().collect(Collectors.toMap(Reaction::input, reaction -> reaction));
    String id = topicPrefix + app.name();
    consumer = kafka.consumer(Map.of("group.id", id, "client.id", id, "max.poll.records", 1_000));
    producer =
        kafka.producer(
            Map.of(
                "transactional.id",
                id,
                "client.id",
                id,
                "retry.backoff.ms",
                1,
                "retry.backoff.max.ms",
                1));
    consumer.assign(Kafka.partitions(consumer, inputs()));
    consumer.seekToEnd(consumer.assignment());
    consumer.assignment().forEach(consumer::position);
    producer.initTransactions();
    thread = Thread.ofPlatform().name(id).daemon(true).start(this::work);
  }

  private List<String> inputs() {
    return app.reactions().stream()
        .map(reaction -> topicPrefix + reaction.input().topic())
        .distinct()
        .toList();
  }

  private void work() {
    try (consumer;
        producer) {
      while (true) {
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        if (!records.isEmpty()) {
          transact(records);
        }
      }
    } catch (WakeupException e) {
      // That is how close() ends it.
    } catch (RuntimeException e) {
      failure = e;
    }
  }

  private void transact(ConsumerRecords<String, byte[]> records) {
    producer.beginTransaction();
    records.forEach(this::react);
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>(records.nextOffsets());
    producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
    producer.commitTransaction();
  }

  private void react(ConsumerRecord<String, byte[]> record) {
    String topic = record.topic().substring(topicPrefix.length());
    Reaction reaction = reactions.get(new Sort(topic, FloorRecords.kind(record.value())));
    if (reaction == null) {
      return;
    }
    write(record.key(), reaction.each());
    if (completes(reaction, record.key())) {
      write(record.key(), reaction.complete());
    }
  }

  private boolean completes(Reaction reaction, String key) {
    if (reaction.needed() == 1) {
      return true;
    }
    int reached = partialSets.merge(key, 1, Integer::sum);
    if (reached < reaction.needed()) {
      return false;
    }
    partialSets.remove(key);
    return true;
  }

  private void write(String key, List<Output> outputs) {
    for (Output output : outputs) {
      byte[] value = FloorRecords.value(output.sort().kind());
      for (int number = 0; number < output.count(); number++) {
        var unused =
            producer.send(new ProducerRecord<>(topicPrefix + output.sort().topic(), key, value));
      }
    }
  }

  /** Asks it to end; {@link #close()} waits for it. */
  void stop() {
    consumer.wakeup();
  }

  /**
   * Waits for its end.
   *
   * @throws IllegalStateException when it had ended before, by a failure
   */
  @Override
  public void close() {
    stop();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw new IllegalStateException("The floor's " + app.name() + " has failed", failure);
    }
  }
}
