package dev.cascade.email.contract;

import dev.cascade.email.domain.ConfirmedOrder;
import dev.cascade.email.domain.Customer;
import dev.cascade.email.domain.CustomerLevel;
import dev.cascade.email.domain.EmailRequest;
import dev.cascade.email.domain.Money;
import dev.cascade.email.domain.OrderChange;
import dev.cascade.email.domain.OrderChange.Kind;
import dev.cascade.email.domain.OrderLine;
import dev.cascade.email.domain.Outcome;
import dev.cascade.email.domain.Outcome.Verdict;
import dev.cascade.email.domain.PaymentChange;
import dev.cascade.email.domain.ResendWish;
import dev.cascade.email.domain.SettledPayment;
import dev.cascade.schemas.EmailRequested;
import dev.cascade.schemas.EmailResendRequested;
import dev.cascade.schemas.EmailSent;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.OrderState;
import java.util.List;

/** Avro to domain; content that the domain refuses throws, which makes it a poison record. */
final class Incoming {

  private Incoming() {}

  static OrderChange order(Order order) {
    return new OrderChange(
        new ConfirmedOrder(
            order.getId(), order.getCustomerId(), lines(order.getLines()), money(order.getTotal())),
        kind(order));
  }

  private static Kind kind(Order order) {
    boolean wasConfirmed = order.getPreviousState() == OrderState.CONFIRMED;
    return switch (order.getState()) {
      // With a cancellation it is confirmed only to be refunded.
      case CONFIRMED ->
          order.getCancellation() != null
              ? Kind.WITHDRAWN
              : wasConfirmed ? Kind.OTHER : Kind.CONFIRMED;
      case CANCELLED -> wasConfirmed ? Kind.WITHDRAWN : Kind.OTHER;
      case CREATED, VALIDATED, SHIPPED, FAILED -> Kind.OTHER;
    };
  }

  static PaymentChange payment(OrderPayment payment) {
    return new PaymentChange(
        new SettledPayment(
            payment.getOrderId(), payment.getPaymentId(), money(payment.getAmount())),
        payment.getOutcome() == OrderPaymentOutcome.PAID);
  }

  static Customer customer(dev.cascade.schemas.Customer customer) {
    return new Customer(
        customer.getId(), customer.getName(), customer.getEmail(), level(customer.getLevel()));
  }

  static EmailRequest request(EmailRequested request) {
    return new EmailRequest(
        request.getOrderId(),
        request.getCustomerId(),
        request.getCustomerName(),
        request.getEmail(),
        level(request.getLevel()),
        lines(request.getLines()),
        money(request.getTotal()),
        request.getPaymentId(),
        request.getRequestedAt());
  }

  static ResendWish resend(EmailResendRequested wish) {
    return new ResendWish(wish.getOrderId(), wish.getResendId(), wish.getEmail());
  }

  static Outcome outcome(EmailSent sent) {
    return new Outcome(
        sent.getOrderId(),
        sent.getMessageId(),
        Verdict.valueOf(sent.getOutcome().name()),
        sent.getAttempts(),
        level(sent.getLevel()),
        sent.getDetail(),
        sent.getAt(),
        sent.getResendId());
  }

  private static CustomerLevel level(dev.cascade.schemas.CustomerLevel level) {
    return CustomerLevel.valueOf(level.name());
  }

  private static List<OrderLine> lines(List<dev.cascade.schemas.OrderLine> lines) {
    return lines.stream()
        .map(line ->
            new OrderLine(
                line.getNumber(),
                line.getProductId(),
                line.getQuantity(),
                money(line.getUnitPrice())))
        .toList();
  }

  private static Money money(dev.cascade.schemas.Money money) {
    return new Money(money.getMinorUnits(), money.getCurrency());
  }
}
