package dev.cascade.local.shadow;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What is asked of the brokers; each question has a bound. */
final class Cluster implements AutoCloseable {

  private static final int API_TIMEOUT_MILLIS = 30_000;

  private static final Duration ASK_AGAIN = Duration.ofMillis(10);
  private static final Duration STABLE_WITHIN = Duration.ofSeconds(30);

  private final Admin admin;

  /** By such a client. */
  Cluster(Map<String, Object> client) {
    Map<String, Object> bounded = new HashMap<>(client);
    bounded.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
    bounded.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, API_TIMEOUT_MILLIS);
    admin = Admin.create(bounded);
  }

  /** The partitions of these topics. */
  List<TopicPartition> partitions(Collection<String> topics) {
    Map<String, TopicDescription> found =
        asked("topics", admin.describeTopics(topics).allTopicNames());
    return found.values().stream()
        .flatMap(topic ->
            topic.partitions().stream().map(it -> new TopicPartition(topic.name(), it.partition())))
        .toList();
  }

  /** Where each partition begins. */
  Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
    return offsets(partitions, OffsetSpec.earliest());
  }

  /** Where the committed records of each partition end. */
  Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    return offsets(partitions, OffsetSpec.latest());
  }

  private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec at) {
    Map<TopicPartition, OffsetSpec> wanted =
        partitions.stream().collect(Collectors.toMap(it -> it, _ -> at));
    return asked(
            "offsets",
            admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all())
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
  }

  /**
   * What a group has committed of these partitions, without those of which it has nothing. Waits
   * for transactions that are about to commit: the client leaves out what the broker cannot tell
   * yet.
   */
  Map<TopicPartition, Long> committed(String group, Collection<TopicPartition> partitions) {
    long began = System.nanoTime();
    while (System.nanoTime() - began < STABLE_WITHIN.toNanos()) {
      Map<TopicPartition, OffsetAndMetadata> told =
          offsets(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions), true);
      if (told.keySet().containsAll(partitions)) {
        return known(told);
      }
      LockSupport.parkNanos(ASK_AGAIN.toNanos());
    }
    throw new NotComparableException(
        "%s has had a transaction open for %d s, so nobody knows what it has decided."
            .formatted(group, STABLE_WITHIN.toSeconds()));
  }

  /** How many offsets a group has committed, as far as that is told now. */
  long progress(String group) {
    return known(offsets(group, new ListConsumerGroupOffsetsSpec(), false)).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private Map<TopicPartition, OffsetAndMetadata> offsets(
      String group, ListConsumerGroupOffsetsSpec which, boolean stable) {
    return asked(
        "offsets of " + group,
        admin
            .listConsumerGroupOffsets(
                Map.of(group, which), new ListConsumerGroupOffsetsOptions().requireStable(stable))
            .partitionsToOffsetAndMetadata(group));
  }

  private static Map<TopicPartition, Long> known(Map<TopicPartition, OffsetAndMetadata> told) {
    return told.entrySet().stream()
        .filter(it -> it.getValue() != null)
        .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
  }

  /** Whether old records of the topic are deleted, instead of old versions. */
  boolean isDeletedFrom(String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return asked("configuration", admin.describeConfigs(List.of(resource)).all()).values().stream()
        .map(configuration -> configuration.get(TopicConfig.CLEANUP_POLICY_CONFIG).value())
        .anyMatch(policy -> policy.contains(TopicConfig.CLEANUP_POLICY_DELETE));
  }

  /** Makes topics as those are, with a prefix to their names. */
  void makeLike(Set<String> topics, String prefix) {
    Map<String, TopicDescription> like =
        asked("topics", admin.describeTopics(topics).allTopicNames());
    List<NewTopic> wanted =
        like.values().stream()
            .map(topic ->
                new NewTopic(
                        prefix + topic.name(),
                        topic.partitions().size(),
                        (short) topic.partitions().getFirst().replicas().size())
                    .configs(Map.of("max.message.bytes", "2097152")))
            .toList();
    asked("topics of the shadow", admin.createTopics(wanted).all());
  }

  /** Deletes all topics and groups whose names begin so; how many there were. */
  int deleteAll(String prefix) {
    List<String> groups =
        asked("groups", admin.listGroups().all()).stream()
            .map(group -> group.groupId())
            .filter(name -> name.startsWith(prefix))
            .toList();
    groups.forEach(this::delete);
    List<String> topics =
        asked("topics", admin.listTopics().names()).stream()
            .filter(name -> name.startsWith(prefix))
            .toList();
    try {
      admin.deleteTopics(topics).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw failed("topics of the shadow", e);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    return groups.size() + topics.size();
  }

  private void delete(String group) {
    try {
      admin.deleteConsumerGroups(List.of(group)).all().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupNotEmptyException) {
        throw new NotComparableException(
            "An earlier shadow still runs (group " + group + "); it ends by itself, try then.", e);
      }
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw failed("group " + group, e);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static <T> T asked(String what, KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw failed(what, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static NotComparableException failed(String what, ExecutionException e) {
    return new NotComparableException(
        "Kafka does not do what is needed (" + what + "): " + e.getCause(), e);
  }

  private static NotComparableException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new NotComparableException("Interrupted", e);
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }
}
