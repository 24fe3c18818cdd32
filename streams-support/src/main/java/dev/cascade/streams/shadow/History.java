package dev.cascade.streams.shadow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The committed records of some partitions up to a cut, in the order of their times; those of one
 * partition in the order of their offsets, whatever their times.
 *
 * <p>Used by one thread.
 */
final class History implements AutoCloseable {

  private static final int ENOUGH = 1_000;
  private static final Duration POLL = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> reader;
  private final Map<TopicPartition, Long> cut;
  private final Map<TopicPartition, ArrayDeque<ConsumerRecord<byte[], byte[]>>> read =
      new TreeMap<>(Shadow::compare);

  /** Those of which more is to come. */
  private final Set<TopicPartition> open;

  /**
   * The history before the cut.
   *
   * @param reader of committed records, which it closes
   * @param cut for each partition, the offset before which its history ends
   */
  History(Consumer<byte[], byte[]> reader, Map<TopicPartition, Long> cut) {
    this.reader = reader;
    this.cut = Map.copyOf(cut);
    this.open = new HashSet<>(cut.keySet());
    cut.keySet().forEach(partition -> read.put(partition, new ArrayDeque<>()));
    reader.assign(cut.keySet());
    reader.seekToBeginning(cut.keySet());
    endWhatIsRead();
  }

  /** Reads on where needed; whether it is known now what comes next, or that nothing does. */
  boolean isKnown() {
    if (isComplete()) {
      return true;
    }
    for (ConsumerRecord<byte[], byte[]> next : reader.poll(POLL)) {
      TopicPartition partition = new TopicPartition(next.topic(), next.partition());
      if (next.offset() < cut.getOrDefault(partition, 0L)) {
        read.computeIfAbsent(partition, _ -> new ArrayDeque<>()).add(next);
      }
    }
    endWhatIsRead();
    pauseWhereEnoughIsRead();
    return isComplete();
  }

  private boolean isComplete() {
    return open.stream().noneMatch(partition -> of(partition).isEmpty());
  }

  private void endWhatIsRead() {
    List<TopicPartition> ended =
        open.stream()
            .filter(partition -> reader.position(partition) >= cut.getOrDefault(partition, 0L))
            .toList();
    open.removeAll(ended);
    reader.pause(ended);
  }

  private void pauseWhereEnoughIsRead() {
    for (TopicPartition partition : open) {
      if (of(partition).size() >= ENOUGH) {
        reader.pause(List.of(partition));
      } else {
        reader.resume(List.of(partition));
      }
    }
  }

  private ArrayDeque<ConsumerRecord<byte[], byte[]>> of(TopicPartition partition) {
    return read.computeIfAbsent(partition, _ -> new ArrayDeque<>());
  }

  /** The oldest of what comes next, which stays; null when all is taken. */
  @Nullable ConsumerRecord<byte[], byte[]> peek() {
    ConsumerRecord<byte[], byte[]> oldest = null;
    for (ArrayDeque<ConsumerRecord<byte[], byte[]>> records : read.values()) {
      ConsumerRecord<byte[], byte[]> next = records.peek();
      if (next != null && (oldest == null || next.timestamp() < oldest.timestamp())) {
        oldest = next;
      }
    }
    return oldest;
  }

  /** Takes that one. */
  void take(ConsumerRecord<byte[], byte[]> peeked) {
    of(new TopicPartition(peeked.topic(), peeked.partition())).remove();
  }

  @Override
  public void close() {
    reader.close();
  }
}
