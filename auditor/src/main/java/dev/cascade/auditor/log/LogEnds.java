package dev.cascade.auditor.log;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How far topics are written, and how far the services have consumed them. */
public final class LogEnds implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 5_000;
  private static final Duration GROUPS_KEPT = Duration.ofSeconds(10);

  private final Admin admin;
  private final List<String> services;
  private final Map<String, Set<TopicPartition>> read = new HashMap<>();
  private List<String> groups = List.of();
  private Instant groupsListedAt = Instant.MIN;

  /** Asks these brokers about the topics and services of the catalogue. */
  public LogEnds(BrokerAccess brokers, TopicCatalogue catalogue) {
    this.admin =
        Admin.create(
            brokers.client(
                Map.of(
                    AdminClientConfig.CLIENT_ID_CONFIG,
                    "auditor-ends",
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    TIMEOUT_MILLIS,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    TIMEOUT_MILLIS)));
    this.services =
        catalogue.topics().stream()
            .map(TopicDefinition::name)
            .filter(name -> name.endsWith("-dead-letters"))
            .map(name -> name.replace("-dead-letters", ""))
            .toList();
  }

  /**
   * The ends of the partitions, what open transactions have written included.
   *
   * @throws BrokerSilentException when the broker does not answer
   */
  public Map<TopicPartition, Long> of(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetSpec> latest =
        partitions.stream()
            .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    answer(admin.listOffsets(latest).all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  /**
   * What the consumer groups of services have committed: partition to group to offset, which is 0
   * where a group reads and has committed nothing yet.
   *
   * @throws BrokerSilentException when the broker does not answer
   */
  public Map<TopicPartition, Map<String, Long>> consumed(Instant now) {
    if (now.isAfter(groupsListedAt.plus(GROUPS_KEPT))) {
      groups = groupsOfServices();
      noteWhatIsRead();
      groupsListedAt = now;
    }
    Map<String, ListConsumerGroupOffsetsSpec> wanted =
        groups.stream()
            .collect(
                Collectors.toMap(Function.identity(), _ -> new ListConsumerGroupOffsetsSpec()));
    Map<TopicPartition, Map<String, Long>> consumed = new HashMap<>();
    read.forEach((group, partitions) ->
        partitions.forEach(partition -> note(consumed, partition, group, 0)));
    if (!wanted.isEmpty()) {
      answer(admin.listConsumerGroupOffsets(wanted).all())
          .forEach((group, offsets) -> note(consumed, group, offsets));
    }
    return consumed;
  }

  private static void note(
      Map<TopicPartition, Map<String, Long>> consumed,
      String group,
      Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach((partition, offset) -> {
      if (offset != null) {
        note(consumed, partition, group, offset.offset());
      }
    });
  }

  private static void note(
      Map<TopicPartition, Map<String, Long>> consumed,
      TopicPartition partition,
      String group,
      long offset) {
    consumed.computeIfAbsent(partition, _ -> new HashMap<>()).put(group, offset);
  }

  /** While a group shares out its partitions anew, it says nothing of them: what it said stays. */
  private void noteWhatIsRead() {
    answer(admin.describeConsumerGroups(groups).all())
        .forEach((group, description) ->
            description
                .members()
                .forEach(member ->
                    read.computeIfAbsent(group, _ -> new HashSet<>())
                        .addAll(member.assignment().topicPartitions())));
  }

  private List<String> groupsOfServices() {
    return answer(admin.listGroups().all()).stream()
        .map(GroupListing::groupId)
        .filter(group ->
            services.stream()
                .anyMatch(service -> group.equals(service) || group.startsWith(service + "-")))
        .toList();
  }

  private static <T> T answer(KafkaFuture<T> asked) {
    try {
      return asked.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new BrokerSilentException("The broker does not say how far topics are written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerSilentException("Interrupted while asking the broker", e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
