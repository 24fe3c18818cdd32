package dev.cascade.inventory.rest;

import dev.cascade.inventory.contract.TopicSerdes;
import dev.cascade.inventory.domain.AdjustmentRequest;
import dev.cascade.inventory.domain.Product;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.lineage.PlainClient;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.request.Unacknowledged;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.RequestWriter;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.streams.tracing.RequestTrace;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;

/** Writes products and wishes to adjust stock; done when all replicas have them. */
@ApplicationScoped
class InventoryWriter {

  private static final RequestWriter.Bounds BOUNDS =
      new RequestWriter.Bounds(Duration.ofSeconds(2), Duration.ofSeconds(4), 4L * 1024 * 1024);

  private final Serializer<Product> products;
  private final Serializer<AdjustmentRequest> adjustments;
  private final RequestTrace trace;
  private final RequestWriter writer;
  private final Executor callbacks = task -> Thread.ofVirtual().start(task);

  InventoryWriter(TopicSerdes serdes, StreamsSettings settings, RequestTrace trace) {
    this.trace = trace;
    this.products = serdes.products().serializer();
    this.adjustments = serdes.adjustments().serializer();
    this.writer =
        new RequestWriter(
            KafkaCluster.of(settings),
            "inventory-rest-" + settings.instanceId(),
            BOUNDS,
            Topics.STOCK_ADJUSTMENTS);
  }

  /** What it writes. */
  @Produces
  @Singleton
  static PlainClient lineage() {
    return PlainClient.producer("inventory-rest", Topics.PRODUCTS, Topics.STOCK_ADJUSTMENTS);
  }

  /**
   * Writes the product; fails with a 503 problem when Kafka has not acknowledged it in time.
   *
   * @param trace the headers of the request that asks for it, taken while it was at hand
   */
  CompletionStage<Void> write(Product product, Deadline deadline, Headers trace) {
    return send(Topics.PRODUCTS, product.id(), product, products, deadline, "", trace);
  }

  /** Writes the wish; fails with a 503 problem when Kafka has not acknowledged it in time. */
  CompletionStage<Void> write(AdjustmentRequest request, Deadline deadline) {
    return send(
        Topics.STOCK_ADJUSTMENTS,
        request.productId(),
        request,
        adjustments,
        deadline,
        "with adjustmentId " + request.adjustmentId(),
        trace.headers());
  }

  private <V> CompletionStage<Void> send(
      String topic,
      String key,
      V value,
      Serializer<V> serializer,
      Deadline deadline,
      String how,
      Headers headers) {
    return writer
        .send(topic, key, value, serializer, headers)
        .orTimeout(deadline.left().toMillis(), TimeUnit.MILLISECONDS)
        .handleAsync(
            (_, failure) -> {
              if (failure != null) {
                throw Unacknowledged.problem(topic, failure, how);
              }
              return null;
            },
            callbacks);
  }

  @PreDestroy
  void close() {
    writer.close();
  }
}
