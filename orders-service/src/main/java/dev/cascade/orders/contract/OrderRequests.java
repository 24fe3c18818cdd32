package dev.cascade.orders.contract;

import dev.cascade.orders.domain.OrderContent;
import dev.cascade.orders.domain.OrderEvent;
import dev.cascade.schemas.CancellationRequested;
import dev.cascade.schemas.OrderRequest;
import dev.cascade.schemas.OrderRequested;
import dev.cascade.schemas.ShipmentRequested;
import dev.cascade.streams.serde.MappedSerde;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;

/** Topic order-requests: what somebody asks of an order. */
public final class OrderRequests {

  private OrderRequests() {}

  /** Requests as events. They are only read as such: REST writes them with {@link #order} etc. */
  public static Serde<OrderEvent> events(Serde<OrderRequest> wire) {
    return MappedSerde.readOnly(wire, OrderRequests::event);
  }

  private static OrderEvent event(OrderRequest request) {
    return switch (request.getRequest()) {
      case OrderRequested wanted ->
          new OrderEvent.OrderWanted(
              request.getOrderId(), content(wanted), request.getRequestedAt());
      case CancellationRequested wish ->
          new OrderEvent.CancellationWanted(
              request.getRequestId(), wish.getReason(), request.getRequestedAt());
      case ShipmentRequested _ -> new OrderEvent.ShipmentWanted();
      case Object other ->
          throw new IllegalArgumentException("Unknown request " + other.getClass().getName());
    };
  }

  private static OrderContent content(OrderRequested wanted) {
    return OrderContent.of(
        wanted.getCustomerId(),
        wanted.getCurrency(),
        OrderParts.domainLines(wanted.getLines()),
        wanted.getContentHash());
  }

  /** The wish for a new order. */
  public static OrderRequest order(
      String orderId, String requestId, Instant at, OrderContent content) {
    OrderRequested wanted =
        new OrderRequested(
            content.customerId(),
            content.currency(),
            OrderParts.wireLines(content.lines()),
            content.contentHash());
    return new OrderRequest(orderId, requestId, at, wanted);
  }

  /** The wish to cancel an order. */
  public static OrderRequest cancellation(
      String orderId, String requestId, Instant at, String reason) {
    return new OrderRequest(orderId, requestId, at, new CancellationRequested(reason));
  }

  /** The news that an order's goods have left. */
  public static OrderRequest shipment(
      String orderId, String requestId, Instant at, Optional<String> trackingReference) {
    return new OrderRequest(
        orderId, requestId, at, new ShipmentRequested(trackingReference.orElse(null)));
  }
}
