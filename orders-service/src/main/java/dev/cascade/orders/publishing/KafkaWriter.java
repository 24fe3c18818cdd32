package dev.cascade.orders.publishing;

import dev.cascade.orders.config.OrdersSettings;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.lineage.PlainClient;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.RequestProducers;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.streams.tracing.RequestTrace;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The producer of what comes in over HTTP: idempotent, acknowledged by all replicas, and it gives
 * up within a bounded time. A record that was given up may still have arrived; whoever asked is
 * told so and repeats the request, which does no harm.
 */
@ApplicationScoped
public class KafkaWriter {

  private static final Logger LOG = Logger.getLogger(KafkaWriter.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
  private static final long BUFFER_BYTES = 8L * 1024 * 1024;

  private final RequestTrace trace;
  private final KafkaProducer<String, byte[]> producer;
  private volatile boolean found;
  private volatile boolean closed;

  KafkaWriter(StreamsSettings streams, OrdersSettings orders, RequestTrace trace) {
    this.trace = trace;
    Duration delivery = orders.timeouts().delivery();
    producer =
        new KafkaProducer<>(
            RequestProducers.configuration(
                KafkaCluster.of(streams),
                "orders-requests-" + streams.instanceId(),
                delivery,
                delivery,
                BUFFER_BYTES),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** What it writes. */
  @Produces
  @Singleton
  static PlainClient lineage() {
    return PlainClient.producer("orders-requests", Topics.ORDER_REQUESTS, Topics.VALIDATION_RULES);
  }

  /** Finds the cluster before the first request does, which would have to wait for it. */
  void warmUp(@Observes StartupEvent event) {
    Thread.ofVirtual().start(this::findCluster);
  }

  private void findCluster() {
    while (!found && !closed) {
      try {
        found = !producer.partitionsFor(Topics.ORDER_REQUESTS).isEmpty();
      } catch (KafkaException | IllegalStateException e) {
        LOG.infof("%s is not found yet: %s", Topics.ORDER_REQUESTS, e.getMessage());
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      }
    }
  }

  /** Whether it has found where to write to, so that a request does not have to wait for that. */
  boolean hasFoundTheCluster() {
    return found;
  }

  /** Sends without holding the caller, even while the cluster is looked for. */
  <V> CompletableFuture<RecordMetadata> send(
      String topic, String key, @Nullable V value, Serializer<V> serializer) {
    return send(topic, key, value, serializer, _ -> {});
  }

  /**
   * Sends without holding the caller.
   *
   * @param acknowledged called for the records of a partition in their order, before the answer;
   *     must not hold its thread, which all records wait for
   */
  <V> CompletableFuture<RecordMetadata> send(
      String topic,
      String key,
      @Nullable V value,
      Serializer<V> serializer,
      Consumer<RecordMetadata> acknowledged) {
    CompletableFuture<RecordMetadata> sent = new CompletableFuture<>();
    Headers headers = trace.headers();
    Thread.ofVirtual()
        .start(() -> {
          try {
            byte[] bytes = value == null ? null : serializer.serialize(topic, value);
            send(new ProducerRecord<>(topic, null, key, bytes, headers), sent, acknowledged);
          } catch (RuntimeException e) {
            sent.completeExceptionally(e);
          }
        });
    return sent;
  }

  private void send(
      ProducerRecord<String, byte[]> record,
      CompletableFuture<RecordMetadata> sent,
      Consumer<RecordMetadata> acknowledged) {
    var unused =
        producer.send(
            record,
            (metadata, failure) -> {
              if (failure == null) {
                acknowledged.accept(metadata);
                sent.complete(metadata);
              } else {
                sent.completeExceptionally(failure);
              }
            });
  }

  @PreDestroy
  void close() {
    closed = true;
    producer.close(CLOSE_TIMEOUT);
  }
}
