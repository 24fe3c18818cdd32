package dev.cascade.orderdetails.catalogue;

import dev.cascade.orderdetails.config.OrderDetailsSettings;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.lineage.PlainClient;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.StreamsSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Follows topic {@code products} in the background, from its beginning, as committed. */
@Singleton
class CatalogueFollower {

  private static final Logger LOG = Logger.getLogger(CatalogueFollower.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final ProductReader reader;
  private final ProductCatalogue catalogue;
  private final StreamsSettings streams;
  private final OrderDetailsSettings settings;
  private final Thread thread = new Thread(this::run, "product-catalogue");
  private volatile @Nullable Consumer<byte[], byte[]> polling;
  private volatile boolean stopped;

  CatalogueFollower(
      ProductReader reader,
      ProductCatalogue catalogue,
      StreamsSettings streams,
      OrderDetailsSettings settings) {
    this.reader = reader;
    this.catalogue = catalogue;
    this.streams = streams;
    this.settings = settings;
    thread.setDaemon(true);
  }

  /** What it reads. */
  @Produces
  @Singleton
  static PlainClient lineage() {
    return PlainClient.consumer("order-details-products", Topics.PRODUCTS);
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

  /** After a failure all is read again: applying a record twice changes nothing. */
  private void run() {
    while (!stopped) {
      try (Consumer<byte[], byte[]> consumer = consumer()) {
        polling = consumer;
        follow(consumer);
      } catch (WakeupException e) {
        LOG.debug("Woken up to stop");
      } catch (Throwable e) {
        // Errors too: nobody would start another thread, and prices would stay as they are.
        LOG.warn("Reading the products failed, starting over, topic=" + Topics.PRODUCTS, e);
        pause();
      }
    }
  }

  private void follow(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.PRODUCTS).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (!stopped) {
      if (!catalogue.isLoaded() && isPast(consumer, ends)) {
        catalogue.markLoaded();
        LOG.infof("The products are loaded, topic=%s", Topics.PRODUCTS);
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        reader.read(record, read -> committed(consumer, read));
      }
    }
  }

  private static boolean isPast(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private static long committed(Consumer<?, ?> consumer, ConsumerRecord<?, ?> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
    return committed == null ? 0 : committed.offset();
  }

  private void pause() {
    try {
      Thread.sleep(settings.retryPause());
    } catch (InterruptedException e) {
      stopped = true;
    }
  }

  private Consumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        KafkaCluster.of(streams)
            .client(
                Map.of(
                    ConsumerConfig.CLIENT_ID_CONFIG,
                    "order-details-catalogue-" + streams.instanceId(),
                    ConsumerConfig.GROUP_ID_CONFIG,
                    ProductDeadLetters.GROUP,
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed",
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false)),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
