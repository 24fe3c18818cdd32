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
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.Serializer;

/** Topic order-requests, as REST writes it. */
@ApplicationScoped
public class RequestLog {

  private final KafkaWriter writer;
  private final Precedence precedence;
  private final Serializer<OrderRequest> serializer;

  RequestLog(KafkaWriter writer, Precedence precedence, AvroSerdes avro) {
    this.writer = writer;
    this.precedence = precedence;
    this.serializer = avro.of(OrderRequest.class).serializer();
  }

  /**
   * Asks for a new order; answers once Kafka has the request, and it is known what others asked for
   * before it.
   *
   * @param reflected the last request that the view reflected when it did not show the order, if
   *     that is known
   */
  public CompletableFuture<Placed> order(
      String orderId,
      String requestId,
      Instant at,
      OrderContent content,
      Optional<RequestPosition> reflected) {
    AskedOrder asked = new AskedOrder(orderId, content.contentHash());
    return append(
            OrderRequests.order(orderId, requestId, at, content),
            position -> precedence.wrote(position, asked, reflected))
        .thenCompose(position ->
            precedence
                .standing(position, asked, reflected)
                .thenApply(standing -> new Placed(position, standing)));
  }

  /** Asks to cancel an order. */
  public CompletableFuture<RequestPosition> cancellation(
      String orderId, String requestId, Instant at, String reason) {
    return append(OrderRequests.cancellation(orderId, requestId, at, reason), this::wroteMore);
  }

  /** Tells that an order's goods have left. */
  public CompletableFuture<RequestPosition> shipment(
      String orderId, String requestId, Instant at, Optional<String> trackingReference) {
    return append(
        OrderRequests.shipment(orderId, requestId, at, trackingReference), this::wroteMore);
  }

  /** What is about an order that is there comes before nobody. */
  private void wroteMore(RequestPosition position) {
    precedence.wrote(position, null, Optional.empty());
  }

  private CompletableFuture<RequestPosition> append(
      OrderRequest request, Consumer<RequestPosition> acknowledged) {
    return writer
        .send(
            Topics.ORDER_REQUESTS,
            request.getOrderId(),
            request,
            serializer,
            written -> acknowledged.accept(position(written)))
        .thenApply(RequestLog::position);
  }

  private static RequestPosition position(RecordMetadata written) {
    return new RequestPosition(written.partition(), written.offset());
  }
}
