package dev.cascade.orders.contract;

import dev.cascade.orders.domain.OrderEvent;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.streams.serde.MappedSerde;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** Topic order-payments: how an order's payment, or its refund, ended. */
public final class OrderPayments {

  private OrderPayments() {}

  /** Outcomes as events; read only. */
  public static Serde<OrderEvent> events(Serde<OrderPayment> wire) {
    return MappedSerde.readOnly(wire, OrderPayments::outcome);
  }

  private static OrderEvent outcome(OrderPayment payment) {
    return switch (payment.getOutcome()) {
      case PAID -> new OrderEvent.Paid();
      case REFUSED -> refused(payment.getReason());
      case REFUNDED -> new OrderEvent.Refunded();
    };
  }

  private static OrderEvent refused(dev.cascade.schemas.@Nullable Reason reason) {
    return new OrderEvent.PaymentRefused(reason == null ? null : OrderParts.domain(reason));
  }
}
