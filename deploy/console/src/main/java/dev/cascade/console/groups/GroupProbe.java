package dev.cascade.console.groups;

import dev.cascade.auditor.log.BrokerAccess;
import dev.cascade.console.config.ConsoleSettings;
import dev.cascade.console.health.PlatformHealth;
import dev.cascade.console.live.Hub;
import dev.cascade.console.live.Probe;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Asks the broker who reads what, and how far behind each reader is. */
@Singleton
final class GroupProbe implements Probe {

  private static final int TIMEOUT_SECONDS = 8;

  private final Hub hub;
  private final PlatformHealth platform;
  private final Lags lags;
  private final List<String> services;
  private final Admin admin;

  GroupProbe(
      Hub hub, PlatformHealth platform, Lags lags, ConsoleSettings settings, BrokerAccess brokers) {
    this.hub = hub;
    this.platform = platform;
    this.lags = lags;
    this.services =
        settings.services().keySet().stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    this.admin =
        Admin.create(
            brokers.client(
                Map.of(
                    AdminClientConfig.CLIENT_ID_CONFIG,
                    "console-admin",
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    TIMEOUT_SECONDS * 1_000,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    TIMEOUT_SECONDS * 1_000)));
  }

  @PreDestroy
  void close() {
    admin.close(java.time.Duration.ofSeconds(1));
  }

  @Override
  public void look() throws InterruptedException {
    try {
      hub.state("applications", applications());
      platform.kafka(true, "");
    } catch (ExecutionException | TimeoutException e) {
      platform.kafka(false, "No answer within " + TIMEOUT_SECONDS + " s");
    }
  }

  private List<Application> applications()
      throws InterruptedException, ExecutionException, TimeoutException {
    List<String> names =
        of(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all()).stream()
            .map(GroupListing::groupId)
            .filter(group -> !service(group).isEmpty())
            .sorted()
            .toList();
    Map<String, ConsumerGroupDescription> groups = of(admin.describeConsumerGroups(names).all());
    Map<String, ListConsumerGroupOffsetsSpec> all = new HashMap<>();
    names.forEach(name -> all.put(name, new ListConsumerGroupOffsetsSpec()));
    Map<String, Map<TopicPartition, OffsetAndMetadata>> positions =
        of(admin.listConsumerGroupOffsets(all).all());
    Map<TopicPartition, Long> ends = ends(positions);
    return groups.values().stream()
        .sorted(Comparator.comparing(ConsumerGroupDescription::groupId))
        .map(group -> application(group, positions.getOrDefault(group.groupId(), Map.of()), ends))
        .toList();
  }

  private Application application(
      ConsumerGroupDescription group,
      Map<TopicPartition, OffsetAndMetadata> positions,
      Map<TopicPartition, Long> ends) {
    List<Application.Input> reads = lags.of(positions, ends);
    return new Application(
        group.groupId(),
        service(group.groupId()),
        group.groupState().toString(),
        group.members().size(),
        reads.stream().mapToLong(Application.Input::lag).sum(),
        reads);
  }

  private Map<TopicPartition, Long> ends(
      Map<String, Map<TopicPartition, OffsetAndMetadata>> positions)
      throws InterruptedException, ExecutionException, TimeoutException {
    Set<TopicPartition> partitions = new HashSet<>();
    positions.values().forEach(it -> partitions.addAll(it.keySet()));
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    partitions.forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    of(admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  /** The service whose name the group begins with; empty for groups of others. */
  private String service(String group) {
    return services.stream()
        .filter(name -> group.equals(name) || group.startsWith(name + "-"))
        .findFirst()
        .orElse("");
  }

  private static <T> T of(KafkaFuture<T> answer)
      throws InterruptedException, ExecutionException, TimeoutException {
    return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
  }
}
