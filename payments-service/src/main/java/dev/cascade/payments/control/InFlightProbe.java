package dev.cascade.payments.control;

import dev.cascade.payments.config.Applications;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.runtime.StreamsSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Proves that nothing is in flight: the accounts have committed everything that was ever written to
 * payments-inflight, down to records of transactions that are still open.
 *
 * <p>The committed position is read first and the log's end after it. Every leg that the accounts
 * pass on is in the log before the position that caused it is committed, so if both are equal,
 * there was a moment in between when nothing was in flight.
 */
@ApplicationScoped
class InFlightProbe {

  private static final int TIMEOUT_MILLIS = 5_000;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final Admin admin;

  InFlightProbe(StreamsSettings settings) {
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                AdminClientConfig.CLIENT_ID_CONFIG,
                "payments-control-" + settings.instanceId(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS));
  }

  /** How many positions of the log the accounts have not committed; zero proves it is empty. */
  CompletionStage<Long> notCommitted() {
    return admin
        .listConsumerGroupOffsets(Applications.ACCOUNTS)
        .partitionsToOffsetAndMetadata()
        .toCompletionStage()
        .thenCompose(committed ->
            partitions().thenCompose(this::ends).thenApply(ends -> lag(committed, ends)));
  }

  private CompletionStage<Map<TopicPartition, OffsetSpec>> partitions() {
    return admin
        .describeTopics(List.of(Topics.PAYMENTS_INFLIGHT))
        .topicNameValues()
        .values()
        .iterator()
        .next()
        .toCompletionStage()
        .thenApply(InFlightProbe::latestOf);
  }

  private static Map<TopicPartition, OffsetSpec> latestOf(TopicDescription topic) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    topic
        .partitions()
        .forEach(it ->
            latest.put(new TopicPartition(topic.name(), it.partition()), OffsetSpec.latest()));
    return latest;
  }

  private CompletionStage<Map<TopicPartition, ListOffsetsResultInfo>> ends(
      Map<TopicPartition, OffsetSpec> latest) {
    return admin
        .listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
        .all()
        .toCompletionStage();
  }

  private static long lag(
      Map<TopicPartition, OffsetAndMetadata> committed,
      Map<TopicPartition, ListOffsetsResultInfo> ends) {
    return ends.entrySet().stream()
        .mapToLong(end -> end.getValue().offset() - position(committed.get(end.getKey())))
        .sum();
  }

  private static long position(@Nullable OffsetAndMetadata committed) {
    return committed == null ? 0 : committed.offset();
  }

  @PreDestroy
  void close() {
    admin.close(CLOSE_TIMEOUT);
  }
}
