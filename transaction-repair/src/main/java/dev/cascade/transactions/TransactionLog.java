package dev.cascade.transactions;

import dev.cascade.transactions.HangingTransaction.Outcome;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * What the coordinators have written down, the topic {@code __transaction_state}: the only place
 * that tells whether a transaction was committed once the coordinator has gone on to the next.
 */
final class TransactionLog {

  private static final String TOPIC = "__transaction_state";
  private static final short KEY_VERSION = 0;
  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> client;

  /** The log of the cluster that this configuration of a client leads to. */
  TransactionLog(Map<String, Object> client) {
    this.client = client;
  }

  /**
   * How the transaction of that epoch ended; unknown when the log was compacted over it, when its
   * epoch is shared with other transactions, or when reading takes over half a minute.
   */
  Outcome outcome(String transactionalId, long producerId, int epoch) {
    OutcomeReader reader = new OutcomeReader(producerId, epoch);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      TopicPartition partition = partitionOf(transactionalId, partitions(consumer));
      boolean isRead = readAll(consumer, List.of(partition), reader, new LogGaps());
      return isRead ? reader.outcome() : Outcome.UNKNOWN;
    }
  }

  /**
   * How the transaction ended of a producer whom no coordinator knows now. Coordinators forget a
   * producer id with their last word on it still to be kept: they give a transactional id a new one
   * when its epochs are used up, after some 32,000 transactions, and drop one that is idle for a
   * week. So only a log that has all it ever had can tell that there was none, and that is aborted.
   */
  Outcome outcomeOfForgotten(long producerId, int epoch) {
    OutcomeReader reader = new OutcomeReader(producerId, epoch);
    LogGaps gaps = new LogGaps();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      if (!readAll(consumer, partitions(consumer), reader, gaps)) {
        return Outcome.UNKNOWN;
      }
    }
    return reader.hasFoundNone() && gaps.none() ? Outcome.ABORTED : reader.outcome();
  }

  /** False when the ends are not reached in time. */
  private static boolean readAll(
      KafkaConsumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      OutcomeReader reader,
      LogGaps gaps) {
    long deadline = System.nanoTime() + BOUND.toNanos();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        gaps.see(record.partition(), record.offset());
        if (isOfATransaction(record.key())) {
          reader.read(record.value());
        }
      }
    }
    ends.forEach((partition, end) -> gaps.see(partition.partition(), end));
    return true;
  }

  private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    return IntStream.range(0, consumer.partitionsFor(TOPIC).size())
        .mapToObj(number -> new TopicPartition(TOPIC, number))
        .toList();
  }

  /** The coordinators' own rule, {@code TransactionStateManager.partitionFor}. */
  private static TopicPartition partitionOf(String transactionalId, List<TopicPartition> all) {
    return all.get(Utils.abs(transactionalId.hashCode()) % all.size());
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> configuration = new HashMap<>(client);
    configuration.keySet().retainAll(ConsumerConfig.configNames());
    return new KafkaConsumer<>(
        configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A key begins with its version (TransactionLogKey.json). */
  private static boolean isOfATransaction(byte @Nullable [] key) {
    return key != null
        && key.length > Short.BYTES
        && ByteBuffer.wrap(key).getShort() == KEY_VERSION;
  }
}
