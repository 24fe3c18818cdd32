package dev.cascade.bench.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Counts the transactions that are committed, as the coordinators write them down. */
public final class TransactionCounts {

  private static final String TOPIC = "__transaction_state";
  private static final Duration POLL = Duration.ofMillis(200);

  /** Of a key (TransactionLogKey.json): its version, then the id with its length before it. */
  private static final short KEY_VERSION = 0;

  /** Of a value (TransactionLogValue.json): version, producer id, epoch and timeout come before. */
  private static final int STATUS_AT = Short.BYTES + Long.BYTES + Short.BYTES + Integer.BYTES;

  /** {@code TransactionState.COMPLETE_COMMIT}. */
  private static final byte COMPLETE_COMMIT = 4;

  /** What Kafka Streams puts after an application's name: the process and the thread. */
  private static final Pattern PROCESS =
      Pattern.compile("-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(-[0-9]+)?$");

  private final Kafka kafka;
  private final Map<TopicPartition, Long> before;

  /** Counts from now on. */
  public TransactionCounts(Kafka kafka) {
    this.kafka = kafka;
    try (Consumer<byte[], byte[]> consumer = kafka.rawReader()) {
      before = consumer.endOffsets(Kafka.partitions(consumer, List.of(TOPIC)));
    }
  }

  /** Transactions that were committed since, by application, as their ids name it. */
  public Map<String, Long> sinceThen() {
    Map<String, Long> counts = new TreeMap<>();
    try (Consumer<byte[], byte[]> consumer = kafka.rawReader()) {
      consumer.assign(before.keySet());
      before.forEach(consumer::seek);
      Map<TopicPartition, Long> ends = consumer.endOffsets(before.keySet());
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          committedBy(record.key(), record.value())
              .ifPresent(application -> counts.merge(application, 1L, Long::sum));
        }
      }
    }
    return counts;
  }

  /** Whose transaction an entry says to be committed, empty when it says anything else. */
  static Optional<String> committedBy(byte @Nullable [] key, byte @Nullable [] value) {
    if (key == null || value == null || value.length <= STATUS_AT) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(key);
    if (bytes.getShort() != KEY_VERSION || value[STATUS_AT] != COMPLETE_COMMIT) {
      return Optional.empty();
    }
    byte[] id = new byte[bytes.getShort()];
    bytes.get(id);
    String text = new String(id, StandardCharsets.UTF_8);
    return Optional.of(PROCESS.matcher(text).replaceFirst(""));
  }
}
