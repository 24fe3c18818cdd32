package dev.cascade.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A topic from its beginning, as committed. It keeps what it has read, so a test may look again.
 * Poison that another test of the module wrote is passed over. Not thread-safe.
 */
public final class TopicReader<V> implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(50);

  /** What a key may have, see RATIONALE.md. */
  private static final int MOST_KEY_BYTES = 1_000;

  /** A consumer cannot be closed before its last fetch is answered. */
  private static final int FETCH_WAIT_MILLIS = 50;

  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Predicate<ConsumerRecord<byte[], byte[]>> wanted;
  private final Function<byte[], V> decode;
  private final List<ReceivedRecord<V>> received = new ArrayList<>();

  private TopicReader(
      String bootstrapServers,
      String topic,
      Predicate<ConsumerRecord<byte[], byte[]>> wanted,
      Function<byte[], V> decode) {
    this.topic = topic;
    this.wanted = wanted;
    this.decode = decode;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                FETCH_WAIT_MILLIS),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  static <T extends SpecificRecord> TopicReader<T> of(
      String bootstrapServers, RegistryAvro avro, String topic, Class<T> type) {
    return new TopicReader<>(
        bootstrapServers,
        topic,
        TopicReader::hasKeyOfAService,
        bytes -> avro.decode(topic, bytes, type));
  }

  static TopicReader<byte[]> raw(String bootstrapServers, String topic) {
    return new TopicReader<>(bootstrapServers, topic, _ -> true, bytes -> bytes);
  }

  /** Everything that is committed now. */
  public List<ReceivedRecord<V>> readToEnd() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    Awaitility.await("the end of " + topic)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .atMost(PATIENCE)
        .until(() -> {
          poll();
          return ends.entrySet().stream()
              .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        });
    return List.copyOf(received);
  }

  /** Waits until at least that many records match, and returns those that do. */
  public List<ReceivedRecord<V>> awaitRecords(
      int count, Predicate<? super ReceivedRecord<V>> matching) {
    try {
      Awaitility.await(count + " records of " + topic)
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(10))
          .atMost(PATIENCE)
          .until(() -> matches(matching).size() >= count || polledMatches(matching) >= count);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "Waited %s for %d records of %s, %d of %d match; the last ones: %s"
              .formatted(
                  PATIENCE, count, topic, matches(matching).size(), received.size(), last(5)),
          e);
    }
    return matches(matching);
  }

  /** Waits for a record that matches, and returns the first one. */
  public ReceivedRecord<V> awaitRecord(Predicate<? super ReceivedRecord<V>> matching) {
    return awaitRecords(1, matching).getFirst();
  }

  /** Waits for a record with that key, and returns the first one. */
  public ReceivedRecord<V> awaitKey(String key) {
    return awaitRecord(record -> key.equals(record.key()));
  }

  @Override
  public void close() {
    consumer.close();
  }

  private long polledMatches(Predicate<? super ReceivedRecord<V>> matching) {
    poll();
    return matches(matching).size();
  }

  private void poll() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      if (!wanted.test(record)) {
        continue;
      }
      try {
        received.add(ReceivedRecord.of(record, decode));
      } catch (RuntimeException | AssertionError e) {
        if (!isPoisonOfAnotherTest(record)) {
          throw e;
        }
      }
    }
  }

  /**
   * Others are poison by their key alone, which no service writes; {@link DeadLetterContract} does.
   */
  private static boolean hasKeyOfAService(ConsumerRecord<byte @Nullable [], byte[]> record) {
    byte[] key = record.key();
    return key != null && key.length <= MOST_KEY_BYTES;
  }

  /** One broker serves all tests of a module; {@link DeadLetterContract} says so in its keys. */
  private static boolean isPoisonOfAnotherTest(ConsumerRecord<byte[], byte[]> record) {
    return record.key() != null
        && new String(record.key(), UTF_8).startsWith(DeadLetterContract.POISON_KEY);
  }

  private List<ReceivedRecord<V>> matches(Predicate<? super ReceivedRecord<V>> matching) {
    return received.stream().filter(matching).toList();
  }

  private List<ReceivedRecord<V>> last(int count) {
    return received.subList(Math.max(0, received.size() - count), received.size());
  }
}
