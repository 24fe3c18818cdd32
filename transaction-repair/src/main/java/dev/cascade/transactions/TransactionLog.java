package dev.cascade.transactions;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  HangingTransaction.Outcome outcome(String transactionalId, long producerId, int epoch) {
    OutcomeReader reader = new OutcomeReader(producerId, epoch);
    long end = System.nanoTime() + BOUND.toNanos();
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      TopicPartition partition = partitionOf(transactionalId, consumer);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long last = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < last) {
        if (System.nanoTime() - end > 0) {
          return HangingTransaction.Outcome.UNKNOWN;
        }
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          if (transactionalId.equals(idIn(record.key()))) {
            reader.read(record.value());
          }
        }
      }
    }
    return reader.outcome();
  }

  /** The coordinators' own rule, {@code TransactionStateManager.partitionFor}. */
  private static TopicPartition partitionOf(
      String transactionalId, KafkaConsumer<byte[], byte[]> consumer) {
    int partitions = consumer.partitionsFor(TOPIC).size();
    return new TopicPartition(TOPIC, Utils.abs(transactionalId.hashCode()) % partitions);
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> configuration = new HashMap<>(client);
    configuration.keySet().retainAll(ConsumerConfig.configNames());
    return new KafkaConsumer<>(
        configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** The key's frame: a version, 0, then the id with its length. */
  private static @Nullable String idIn(byte @Nullable [] key) {
    if (key == null || key.length < 2 * Short.BYTES) {
      return null;
    }
    ByteBuffer frame = ByteBuffer.wrap(key);
    return frame.getShort() == 0
        ? new String(key, 2 * Short.BYTES, frame.getShort(), StandardCharsets.UTF_8)
        : null;
  }
}
