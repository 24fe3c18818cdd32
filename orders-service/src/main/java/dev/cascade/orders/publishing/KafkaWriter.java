package dev.cascade.orders.publishing;

import dev.cascade.orders.config.OrdersSettings;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.lineage.PlainClient;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.RequestWriter;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.streams.tracing.RequestTrace;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes what comes in over HTTP, with the trace of the request that asks for it. */
@Startup
@ApplicationScoped
public class KafkaWriter {

  private static final long BUFFER_BYTES = 8L * 1024 * 1024;

  private final RequestTrace trace;
  private final RequestWriter writer;

  KafkaWriter(StreamsSettings streams, OrdersSettings orders, RequestTrace trace) {
    this.trace = trace;
    Duration delivery = orders.timeouts().delivery();
    this.writer =
        new RequestWriter(
            KafkaCluster.of(streams),
            "orders-requests-" + streams.instanceId(),
            new RequestWriter.Bounds(delivery, delivery, BUFFER_BYTES),
            Topics.ORDER_REQUESTS);
  }

  /** What it writes. */
  @Produces
  @Singleton
  static PlainClient lineage() {
    return PlainClient.producer("orders-requests", Topics.ORDER_REQUESTS, Topics.VALIDATION_RULES);
  }

  /** Whether it has found where to write to, so that a request does not have to wait for that. */
  boolean hasFoundTheCluster() {
    return writer.hasFoundTheCluster();
  }

  /** Sends without holding the caller; a value that is null is a tombstone. */
  <V> CompletableFuture<RecordMetadata> send(
      String topic, String key, @Nullable V value, Serializer<V> serializer) {
    return writer.send(topic, key, value, serializer, trace.headers());
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
      V value,
      Serializer<V> serializer,
      Consumer<RecordMetadata> acknowledged) {
    return writer.send(topic, key, value, serializer, trace.headers(), acknowledged);
  }

  @PreDestroy
  void close() {
    writer.close();
  }
}
