package dev.cascade.orders.contract;

import dev.cascade.orders.domain.Cancellation;
import dev.cascade.orders.domain.OrderContent;
import dev.cascade.orders.domain.OrderHead;
import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.orders.domain.OrderState;
import dev.cascade.orders.domain.Reason;
import dev.cascade.orders.domain.RequestPosition;
import dev.cascade.schemas.Order;
import dev.cascade.streams.serde.MappedSerde;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** Topic orders: every order as the lifecycle last decided. */
public final class Orders {

  private Orders() {}

  /** Snapshots of orders, written by the lifecycle and read by the view. */
  public static Serde<OrderSnapshot> snapshots(Serde<Order> wire) {
    return MappedSerde.of(wire, Orders::wire, Orders::domain);
  }

  static Order wire(OrderSnapshot snapshot) {
    OrderHead head = snapshot.head();
    OrderContent content = head.content();
    return Order.newBuilder()
        .setId(head.id())
        .setCustomerId(content.customerId())
        .setCurrency(content.currency())
        .setLines(OrderParts.wireLines(content.lines()))
        .setTotal(OrderParts.wire(content.total()))
        .setContentHash(content.contentHash())
        .setState(wire(snapshot.state()))
        .setPreviousState(snapshot.previousState() == null ? null : wire(snapshot.previousState()))
        .setReasons(snapshot.reasons().stream().map(OrderParts::wire).toList())
        .setRequiredRules(head.requiredRules())
        .setCancellation(wire(snapshot.cancellation()))
        .setVersion(head.version())
        .setRequestPosition(
            new dev.cascade.schemas.RequestPosition(
                head.position().partition(), head.position().offset()))
        .setCreatedAt(head.createdAt())
        .setUpdatedAt(head.updatedAt())
        .setDeadline(snapshot.deadline())
        .setUnderReview(snapshot.underReview())
        .build();
  }

  static OrderSnapshot domain(Order order) {
    OrderHead head =
        new OrderHead(
            order.getId(),
            content(order),
            order.getRequiredRules(),
            order.getCreatedAt(),
            order.getVersion(),
            new RequestPosition(
                order.getRequestPosition().getPartition(), order.getRequestPosition().getOffset()),
            order.getUpdatedAt());
    return new OrderSnapshot(
        head,
        OrderState.valueOf(order.getState().name()),
        order.getPreviousState() == null
            ? null
            : OrderState.valueOf(order.getPreviousState().name()),
        order.getReasons().stream().map(OrderParts::domain).toList(),
        domain(order.getCancellation()),
        order.getDeadline(),
        order.getUnderReview());
  }

  private static OrderContent content(Order order) {
    return new OrderContent(
        order.getCustomerId(),
        order.getCurrency(),
        OrderParts.domainLines(order.getLines()),
        OrderParts.domain(order.getTotal()),
        order.getContentHash());
  }

  private static dev.cascade.schemas.OrderState wire(OrderState state) {
    return dev.cascade.schemas.OrderState.valueOf(state.name());
  }

  private static dev.cascade.schemas.@Nullable Cancellation wire(@Nullable Cancellation wish) {
    return wish == null
        ? null
        : new dev.cascade.schemas.Cancellation(
            wish.requestId(), wish.reason().detail(), wish.requestedAt());
  }

  /** The topic does not say who asked; readers of a snapshot only need what was said. */
  private static @Nullable Cancellation domain(dev.cascade.schemas.@Nullable Cancellation wish) {
    return wish == null
        ? null
        : new Cancellation(
            wish.getRequestId(),
            wish.getRequestedAt(),
            new Reason(Reason.CUSTOMER, "cancelled", wish.getReason()));
  }
}
