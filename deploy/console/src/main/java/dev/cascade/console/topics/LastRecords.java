package dev.cascade.console.topics;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Behind which offset each partition holds no record: the end of a partition is no measure of what
 * there is to read, since the last offsets of a transaction are its marker's. Thread-safe.
 */
@Singleton
public class LastRecords {

  private final Map<TopicPartition, Long> behind = new ConcurrentHashMap<>();

  /** The offset after the last record that was seen; empty where the partition is not followed. */
  public OptionalLong behindLast(TopicPartition partition) {
    Long offset = behind.get(partition);
    return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
  }

  /** Reading begins there, and nothing is seen yet. */
  void readsFrom(TopicPartition partition, long offset) {
    behind.merge(partition, offset, Math::max);
  }

  void seen(String topic, int partition, long offset) {
    behind.merge(new TopicPartition(topic, partition), offset + 1, Math::max);
  }
}
