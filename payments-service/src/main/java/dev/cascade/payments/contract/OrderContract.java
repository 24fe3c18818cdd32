package dev.cascade.payments.contract;

import dev.cascade.payments.domain.OrderFact;
import dev.cascade.payments.domain.OrderFact.Change;
import dev.cascade.payments.domain.OrderOutcome;
import dev.cascade.payments.domain.Reason;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.OrderState;
import org.jspecify.annotations.Nullable;

/** What payments read from orders and tell them. */
final class OrderContract {

  private OrderContract() {}

  static OrderFact toDomain(Order avro) {
    return new OrderFact(
        avro.getId(),
        avro.getCustomerId(),
        PaymentContract.toDomain(avro.getTotal()),
        change(avro),
        avro.getUpdatedAt());
  }

  private static Change change(Order avro) {
    OrderState before = avro.getPreviousState();
    boolean moved = before != avro.getState();
    return switch (avro.getState()) {
      case VALIDATED -> moved ? Change.PAYABLE : Change.NONE;
      case CONFIRMED -> avro.getCancellation() == null ? Change.NONE : Change.UNDONE;
      case FAILED, CANCELLED ->
          moved && mayBePaid(before) && !isRefusedByPayment(avro) ? Change.UNDONE : Change.NONE;
      case CREATED, SHIPPED -> Change.NONE;
    };
  }

  private static boolean mayBePaid(@Nullable OrderState before) {
    return before == OrderState.VALIDATED || before == OrderState.CONFIRMED;
  }

  private static boolean isRefusedByPayment(Order avro) {
    return avro.getReasons().stream().anyMatch(it -> it.getSource().equals(Reason.PAYMENT));
  }

  static OrderPayment toAvro(OrderOutcome outcome) {
    return OrderPayment.newBuilder()
        .setOrderId(outcome.orderId())
        .setPaymentId(outcome.paymentId())
        .setOutcome(OrderPaymentOutcome.valueOf(outcome.verdict().name()))
        .setAmount(PaymentContract.toAvro(outcome.amount()))
        .setReason(PaymentContract.toAvro(outcome.reason()))
        .setDecidedAt(outcome.at())
        .build();
  }

  static OrderOutcome toDomain(OrderPayment avro) {
    return new OrderOutcome(
        avro.getOrderId(),
        avro.getPaymentId(),
        OrderOutcome.Verdict.valueOf(avro.getOutcome().name()),
        PaymentContract.toDomain(avro.getAmount()),
        PaymentContract.toDomain(avro.getReason()),
        avro.getDecidedAt());
  }
}
