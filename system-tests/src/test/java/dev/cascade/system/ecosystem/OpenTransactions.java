package dev.cascade.system.ecosystem;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Partitions on which a transaction stays open although nobody works any more. */
public final class OpenTransactions {

  private OpenTransactions() {}

  /** Those of a whole cluster that are open for longer than a transaction may last. */
  public static List<TopicPartition> of(String bootstrapServers) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      try {
        Awaitility.await().until(() -> now(admin).isEmpty());
      } catch (ConditionTimeoutException e) {
        return now(admin);
      }
      return List.of();
    }
  }

  private static List<TopicPartition> now(Admin admin) throws Exception {
    Map<TopicPartition, Long> ends = ends(admin, IsolationLevel.READ_UNCOMMITTED);
    Map<TopicPartition, Long> stable = ends(admin, IsolationLevel.READ_COMMITTED);
    return ends.keySet().stream().filter(it -> ends.get(it) > stable.get(it)).toList();
  }

  private static Map<TopicPartition, Long> ends(Admin admin, IsolationLevel isolation)
      throws Exception {
    Map<String, TopicDescription> topics =
        admin
            .describeTopics(
                admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get())
            .allTopicNames()
            .get();
    Map<TopicPartition, OffsetSpec> latest =
        topics.values().stream()
            .flatMap(topic ->
                topic.partitions().stream()
                    .map(it -> new TopicPartition(topic.name(), it.partition())))
            .collect(toMap(partition -> partition, partition -> OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> found =
        admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all().get();
    return found.entrySet().stream().collect(toMap(Map.Entry::getKey, e -> e.getValue().offset()));
  }
}
