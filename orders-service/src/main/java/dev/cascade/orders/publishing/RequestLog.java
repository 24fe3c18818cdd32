package dev.cascade.orders.publishing;

import dev.cascade.orders.contract.OrderRequests;
import dev.cascade.orders.domain.OrderContent;
import dev.cascade.orders.domain.RequestPosition;
import dev.cascade.schemas.OrderRequest;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.serde.AvroSerdes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.serialization.Serializer;

/** Topic order-requests, as REST writes it. */
@ApplicationScoped
public class RequestLog {

  private final KafkaWriter writer;
  private final Serializer<OrderRequest> serializer;

  RequestLog(KafkaWriter writer, AvroSerdes avro) {
    this.writer = writer;
    this.serializer = avro.of(OrderRequest.class).serializer();
  }

  /** Asks for a new order; answers where the request stands once Kafka has it. */
  public CompletableFuture<RequestPosition> order(
      String orderId, String requestId, Instant at, OrderContent content) {
    return append(OrderRequests.order(orderId, requestId, at, content));
  }

  /** Asks to cancel an order. */
  public CompletableFuture<RequestPosition> cancellation(
      String orderId, String requestId, Instant at, String reason) {
    return append(OrderRequests.cancellation(orderId, requestId, at, reason));
  }

  /** Tells that an order's goods have left. */
  public CompletableFuture<RequestPosition> shipment(
      String orderId, String requestId, Instant at, Optional<String> trackingReference) {
    return append(OrderRequests.shipment(orderId, requestId, at, trackingReference));
  }

  private CompletableFuture<RequestPosition> append(OrderRequest request) {
    return writer
        .send(Topics.ORDER_REQUESTS, request.getOrderId(), request, serializer)
        .thenApply(written -> new RequestPosition(written.partition(), written.offset()));
  }
}
