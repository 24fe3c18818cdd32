package dev.cascade.fraud.alerts;

import dev.cascade.fraud.config.FraudSettings;
import dev.cascade.fraud.contract.TopicSerdes;
import dev.cascade.fraud.domain.FraudAlert;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.lineage.PlainClient;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.streams.serde.RegistryUnavailableException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows topic {@code fraud-alerts} in the background, as committed, from as many records before
 * its end as are kept. Each instance reads all of it, so each can answer for all customers.
 */
@Singleton
public class AlertsFollower {

  private static final Logger LOG = Logger.getLogger(AlertsFollower.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final RecentAlerts alerts;
  private final Deserializer<FraudAlert> values;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final int kept;
  private final Thread thread = new Thread(this::run, "fraud-alerts");
  private volatile @Nullable Consumer<byte[], byte[]> polling;
  private volatile boolean caughtUp;
  private volatile boolean stopped;

  @Inject
  AlertsFollower(
      RecentAlerts alerts, TopicSerdes serdes, StreamsSettings streams, FraudSettings settings) {
    this(alerts, serdes.alerts().deserializer(), () -> consumer(streams), settings.recentAlerts());
  }

  AlertsFollower(
      RecentAlerts alerts,
      Deserializer<FraudAlert> values,
      Supplier<Consumer<byte[], byte[]>> consumers,
      int kept) {
    this.alerts = alerts;
    this.values = values;
    this.consumers = consumers;
    this.kept = kept;
    thread.setDaemon(true);
  }

  /** What it reads. */
  @Produces
  @Singleton
  static PlainClient lineage() {
    return PlainClient.consumer("fraud-alerts", Topics.FRAUD_ALERTS);
  }

  /** Whether everything that the topic held at the start is known, and what follows is read. */
  boolean isCaughtUp() {
    return caughtUp && thread.isAlive();
  }

  void onStart(@Observes StartupEvent event) {
    thread.start();
  }

  void onStop(@Observes ShutdownEvent event) {
    stopped = true;
    Consumer<byte[], byte[]> consumer = polling;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  private void run() {
    while (!stopped) {
      try (Consumer<byte[], byte[]> consumer = consumers.get()) {
        polling = consumer;
        alerts.clear();
        follow(consumer);
      } catch (WakeupException e) {
        LOG.debug("Woken up to stop");
      } catch (Throwable e) {
        // Errors too: nobody would start another thread, and the list would stand still.
        LOG.warn("Reading the alerts failed, starting over, topic=" + Topics.FRAUD_ALERTS, e);
        pause();
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.FRAUD_ALERTS).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    ends.forEach((partition, end) ->
        consumer.seek(partition, Math.max(begins.getOrDefault(partition, 0L), end - 2L * kept)));
    while (!stopped) {
      if (!caughtUp && isPast(consumer, ends)) {
        caughtUp = true;
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        read(record);
      }
    }
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    try {
      FraudAlert alert = values.deserialize(record.topic(), record.value());
      if (alert != null) {
        alerts.add(alert);
      }
    } catch (RegistryUnavailableException e) {
      throw e;
    } catch (SerializationException e) {
      LOG.warnf(
          "Unreadable record, topic=%s partition=%d offset=%d: %s",
          record.topic(), record.partition(), record.offset(), e.getMessage());
    }
  }

  private static boolean isPast(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      stopped = true;
    }
  }

  private static Consumer<byte[], byte[]> consumer(StreamsSettings streams) {
    return new KafkaConsumer<>(
        KafkaCluster.of(streams)
            .client(
                Map.of(
                    ConsumerConfig.CLIENT_ID_CONFIG,
                    "fraud-alerts-" + streams.instanceId(),
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed",
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
