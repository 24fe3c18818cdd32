package dev.cascade.bench.kafka;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/** Counts what is appended to every topic, internal ones and transaction markers too. */
public final class RecordCounts {

  private final Kafka kafka;
  private final Map<TopicPartition, Long> before;

  /** Counts from now on. */
  public RecordCounts(Kafka kafka) {
    this.kafka = kafka;
    this.before = ends();
  }

  /** Offsets that were used since, by topic; those without any are left out. */
  public Map<String, Long> sinceThen() {
    Map<String, Long> counts = new TreeMap<>();
    ends()
        .forEach((partition, end) ->
            counts.merge(partition.topic(), end - before.getOrDefault(partition, 0L), Long::sum));
    counts.values().removeIf(count -> count == 0);
    return counts;
  }

  private Map<TopicPartition, Long> ends() {
    try (Admin admin = kafka.admin()) {
      Set<String> topics =
          admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
      Map<TopicPartition, OffsetSpec> latest =
          admin.describeTopics(topics).allTopicNames().get().values().stream()
              .flatMap(RecordCounts::partitions)
              .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
      Map<TopicPartition, Long> ends = new java.util.HashMap<>();
      Map<TopicPartition, ListOffsetsResultInfo> offsets = admin.listOffsets(latest).all().get();
      offsets.forEach((partition, info) -> ends.put(partition, info.offset()));
      return ends;
    } catch (ExecutionException e) {
      throw new IllegalStateException("The broker does not tell its offsets", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while counting records", e);
    }
  }

  private static java.util.stream.Stream<TopicPartition> partitions(TopicDescription topic) {
    return topic.partitions().stream()
        .map(partition -> new TopicPartition(topic.name(), partition.partition()));
  }
}
