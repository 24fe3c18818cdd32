package dev.cascade.orders.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cascade.orders.config.OrdersSettings;
import dev.cascade.orders.domain.OrderEvent;
import dev.cascade.orders.domain.OrderEvent.OrderWanted;
import dev.cascade.orders.topology.OrderSerdes;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.lineage.PlainClient;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.streams.serde.RegistryUnavailableException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads in order-requests what others wrote, as the lifecycle reads it: what is committed, and by
 * the same contract. One thread and one consumer without a group, made when first needed; many who
 * wait share one read. Between reads it does nothing. A read that fails, for whatever cause, fails
 * all who wait for it and nobody after them.
 */
@ApplicationScoped
class RequestReader {

  private static final Logger LOG = Logger.getLogger(RequestReader.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  /** Records that are known already are skipped up to here, since a seek drops what was fetched. */
  private static final long FAR = 1_000;

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Duration patience;
  private final Deserializer<OrderEvent> requests;
  private final Semaphore work = new Semaphore(0);
  private volatile Map<Integer, KnownRequests> known = Map.of();
  private volatile boolean closed;
  private @Nullable Thread thread;
  private @Nullable Consumer<byte[], byte[]> consumer;

  @Inject
  RequestReader(StreamsSettings streams, OrdersSettings settings, OrderSerdes serdes) {
    this(
        consumers(streams, settings.timeouts().delivery()),
        settings.timeouts().delivery(),
        serdes.requests().deserializer());
  }

  RequestReader(
      Supplier<Consumer<byte[], byte[]>> consumers,
      Duration patience,
      Deserializer<OrderEvent> requests) {
    this.consumers = consumers;
    this.patience = patience;
    this.requests = requests;
  }

  /** What it reads. */
  @Produces
  @Singleton
  static PlainClient lineage() {
    return PlainClient.consumer("orders-precedence", Topics.ORDER_REQUESTS);
  }

  /** Reads what is wanted in these partitions, soon. */
  void read(Map<Integer, KnownRequests> partitions) {
    known = partitions;
    work.release();
    startOnce();
  }

  private synchronized void startOnce() {
    if (thread == null && !closed) {
      thread = Thread.ofPlatform().daemon().name("orders-precedence").start(this::run);
    }
  }

  private void run() {
    try {
      while (!closed) {
        work.acquire();
        work.drainPermits();
        readWhatIsWanted();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      try {
        closeConsumer();
      } finally {
        ended();
      }
    }
  }

  /** The next read gets another thread; one that is wanted already gets it now. */
  private synchronized void ended() {
    thread = null;
    if (work.availablePermits() > 0) {
      startOnce();
    }
  }

  private void readWhatIsWanted() {
    try {
      long progressed = System.nanoTime();
      Map<TopicPartition, Long> unread = unread();
      while (!unread.isEmpty() && !closed) {
        readOn(unread);
        Map<TopicPartition, Long> left = unread();
        if (!left.equals(unread)) {
          progressed = System.nanoTime();
        } else if (System.nanoTime() - progressed > patience.toNanos()) {
          throw new TimeoutException("Nothing can be read of " + unread);
        }
        unread = left;
      }
    } catch (Throwable e) {
      // Errors too: who waits is not helped by a thread that ends.
      known.values().forEach(partition -> partition.fail(e));
      closeConsumer();
      LOG.warnf("Cannot read who else asked for orders: %s", e);
    }
  }

  private Map<TopicPartition, Long> unread() {
    Map<TopicPartition, Long> unread = new HashMap<>();
    known.forEach((partition, requests) ->
        requests
            .unread()
            .ifPresent(offset ->
                unread.put(new TopicPartition(Topics.ORDER_REQUESTS, partition), offset)));
    return unread;
  }

  private void readOn(Map<TopicPartition, Long> unread) {
    Consumer<byte[], byte[]> reading = placed(unread);
    try {
      for (ConsumerRecord<byte[], byte[]> record : reading.poll(POLL)) {
        partition(record.partition()).read(record.offset(), orderIn(record));
      }
      unread.keySet().forEach(it -> partition(it.partition()).readTo(reading.position(it)));
    } catch (OffsetOutOfRangeException e) {
      reading
          .beginningOffsets(e.partitions())
          .forEach((it, beginning) -> {
            partition(it.partition()).gone(beginning);
            reading.seek(it, beginning);
          });
    }
  }

  private KnownRequests partition(int number) {
    return Objects.requireNonNull(known.get(number), "only what is known is assigned");
  }

  private Consumer<byte[], byte[]> placed(Map<TopicPartition, Long> unread) {
    if (consumer == null) {
      consumer = consumers.get();
    }
    Consumer<byte[], byte[]> reading = consumer;
    Set<TopicPartition> added = new HashSet<>(unread.keySet());
    added.removeAll(reading.assignment());
    if (!added.isEmpty()) {
      Set<TopicPartition> all = new HashSet<>(reading.assignment());
      all.addAll(added);
      reading.assign(all);
    }
    unread.forEach((partition, offset) -> {
      if (added.contains(partition) || isFarFrom(offset, reading.position(partition))) {
        reading.seek(partition, offset);
      }
    });
    return reading;
  }

  private static boolean isFarFrom(long offset, long position) {
    return position > offset || position + FAR < offset;
  }

  /** What the lifecycle would take for an order that somebody asks for. */
  private @Nullable AskedOrder orderIn(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null || record.value() == null) {
      return null;
    }
    try {
      OrderEvent event = requests.deserialize(record.topic(), record.value());
      return event instanceof OrderWanted wanted
              && wanted.orderId().equals(new String(record.key(), UTF_8))
          ? new AskedOrder(wanted.orderId(), wanted.content().contentHash())
          : null;
    } catch (RegistryUnavailableException e) {
      throw e;
    } catch (SerializationException e) {
      return null;
    }
  }

  private static Supplier<Consumer<byte[], byte[]>> consumers(
      StreamsSettings streams, Duration patience) {
    KafkaCluster cluster = KafkaCluster.of(streams);
    int patienceMillis = Math.toIntExact(patience.toMillis());
    return () ->
        new KafkaConsumer<>(
            cluster.client(
                Map.of(
                    ConsumerConfig.CLIENT_ID_CONFIG,
                    "orders-precedence-" + streams.instanceId(),
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed",
                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                    false,
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    false,
                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                    "none",
                    ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                    patienceMillis,
                    ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    patienceMillis)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  private void closeConsumer() {
    Consumer<byte[], byte[]> closing = consumer;
    consumer = null;
    if (closing != null) {
      try {
        closing.close(CloseOptions.timeout(CLOSE_TIMEOUT));
      } catch (KafkaException e) {
        LOG.debugf("The reader of requests closes badly: %s", e.getMessage());
      }
    }
  }

  @PreDestroy
  void close() {
    closed = true;
    work.release();
  }
}
