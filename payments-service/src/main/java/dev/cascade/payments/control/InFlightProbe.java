package dev.cascade.payments.control;

import dev.cascade.payments.config.Applications;
import dev.cascade.payments.control.LogStretches.Stretch;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.lineage.PlainClient;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.StreamsSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
 * Proves that nothing is in flight: behind what the accounts have committed, payments-inflight
 * holds nothing that they will ever read, down to records of transactions that are still open.
 *
 * <p>The committed position is read first and the log's end after it. Every leg that the accounts
 * pass on is in the log before the position that caused it is committed. So if there is nothing to
 * read between the two, there was a moment when nothing was in flight.
 *
 * <p>The two may differ for ever: a task of Kafka Streams commits no position for a partition that
 * gave it no record since it was assigned, and so stays before a marker that follows the last
 * commit of a process that was killed. What lies between is therefore read.
 */
@ApplicationScoped
class InFlightProbe {

  private static final int TIMEOUT_MILLIS = 5_000;
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final String group;
  private final String topic;
  private final Admin admin;
  private final Duration patience;
  private final LogStretches stretches;

  /** The consumer of the stretches is used by one thread at a time. */
  private final ExecutorService reading =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("gate-control-probe").factory());

  @Inject
  InFlightProbe(StreamsSettings settings) {
    this(
        KafkaCluster.of(settings),
        "payments-control-probe-" + settings.instanceId(),
        Applications.ACCOUNTS,
        Topics.PAYMENTS_INFLIGHT,
        PATIENCE);
  }

  /**
   * Watches any group that reads any topic.
   *
   * @param patience how long an answer may take to prove
   */
  InFlightProbe(
      KafkaCluster cluster, String clientId, String group, String topic, Duration patience) {
    this.group = group;
    this.topic = topic;
    this.patience = patience;
    this.admin =
        Admin.create(
            cluster.client(
                Map.of(
                    AdminClientConfig.CLIENT_ID_CONFIG,
                    clientId,
                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    TIMEOUT_MILLIS,
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    TIMEOUT_MILLIS)));
    this.stretches = new LogStretches(cluster, clientId);
  }

  /** Asks whether nothing is in flight; false when that is not proved. */
  CompletionStage<Boolean> isEmpty() {
    return admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .toCompletionStage()
        .thenCompose(committed ->
            partitions().thenCompose(this::ends).thenApply(ends -> uncommitted(committed, ends)))
        .thenCompose(this::holdNothing);
  }

  /** What it reads to prove that the gate is drained. */
  @Produces
  @Singleton
  static PlainClient lineage() {
    return PlainClient.consumer("payments-control-probe", Topics.PAYMENTS_INFLIGHT);
  }

  private CompletionStage<Map<TopicPartition, OffsetSpec>> partitions() {
    return admin
        .describeTopics(List.of(topic))
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

  private static Map<TopicPartition, Stretch> uncommitted(
      Map<TopicPartition, OffsetAndMetadata> committed,
      Map<TopicPartition, ListOffsetsResultInfo> ends) {
    Map<TopicPartition, Stretch> uncommitted = new HashMap<>();
    ends.forEach((partition, end) ->
        uncommitted.put(partition, new Stretch(position(committed.get(partition)), end.offset())));
    uncommitted.values().removeIf(Stretch::isEmpty);
    return uncommitted;
  }

  private static long position(@Nullable OffsetAndMetadata committed) {
    return committed == null ? 0 : committed.offset();
  }

  private CompletionStage<Boolean> holdNothing(Map<TopicPartition, Stretch> uncommitted) {
    return uncommitted.isEmpty()
        ? CompletableFuture.completedStage(true)
        : CompletableFuture.supplyAsync(
            () -> stretches.holdNothing(uncommitted, patience), reading);
  }

  @PreDestroy
  void close() {
    reading.close();
    stretches.close();
    admin.close(CLOSE_TIMEOUT);
  }
}
