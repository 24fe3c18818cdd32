package dev.cascade.console.groups;

import dev.cascade.console.topics.LastRecords;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How many records are waiting. Markers of transactions are no records: what lies between a
 * position and the last record that was seen is an upper bound, and zero is exact.
 */
@Singleton
final class Lags {

  private final LastRecords lastRecords;

  Lags(LastRecords lastRecords) {
    this.lastRecords = lastRecords;
  }

  /**
   * The topics by name.
   *
   * @param positions committed by the group
   * @param ends of the partitions, as a committed reader sees them
   */
  List<Application.Input> of(
      Map<TopicPartition, OffsetAndMetadata> positions, Map<TopicPartition, Long> ends) {
    Map<String, Long> byTopic = new TreeMap<>();
    positions.forEach((partition, position) -> {
      if (position != null) {
        long lag = lag(partition, position.offset(), ends.getOrDefault(partition, 0L));
        byTopic.merge(partition.topic(), lag, Long::sum);
      }
    });
    return byTopic.entrySet().stream()
        .map(it -> new Application.Input(it.getKey(), it.getValue()))
        .toList();
  }

  private long lag(TopicPartition partition, long position, long end) {
    long behindLast = lastRecords.behindLast(partition).orElse(end);
    return Math.max(0, Math.min(behindLast, end) - position);
  }
}
