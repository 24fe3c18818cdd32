package dev.cascade.inventory.component;

import dev.cascade.testing.TestPlatform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** How far a consumer group has come, as committed. */
final class GroupProgress implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 10;

  private final Admin admin;
  private final String group;

  GroupProgress(TestPlatform platform, String group) {
    this.admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, platform.bootstrapServers()));
    this.group = group;
  }

  /** Waits until the group has processed what the topic holds now. */
  void awaitEndOf(String topic, Duration atMost) {
    Map<TopicPartition, Long> ends = ends(topic);
    Awaitility.await(group + " at the end of " + topic)
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> {
          Map<TopicPartition, OffsetAndMetadata> committed = committed();
          return ends.entrySet().stream()
              .allMatch(end -> offset(committed.get(end.getKey())) >= end.getValue());
        });
  }

  private static long offset(OffsetAndMetadata committed) {
    return committed == null ? 0 : committed.offset();
  }

  private Map<TopicPartition, Long> ends(String topic) {
    int partitions =
        get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions().size();
    Map<TopicPartition, OffsetSpec> asked =
        IntStream.range(0, partitions)
            .boxed()
            .collect(
                Collectors.toMap(
                    number -> new TopicPartition(topic, number), _ -> OffsetSpec.latest()));
    return get(admin.listOffsets(asked).all()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, end -> offset(end.getValue())));
  }

  private static long offset(ListOffsetsResultInfo end) {
    return end.offset();
  }

  private Map<TopicPartition, OffsetAndMetadata> committed() {
    return get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("The broker does not tell", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while asking the broker", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
