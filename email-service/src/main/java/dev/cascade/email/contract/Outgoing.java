package dev.cascade.email.contract;

import dev.cascade.email.domain.CustomerLevel;
import dev.cascade.email.domain.EmailRequest;
import dev.cascade.email.domain.Money;
import dev.cascade.email.domain.OrderLine;
import dev.cascade.email.domain.Outcome;
import dev.cascade.email.domain.ResendWish;
import dev.cascade.schemas.EmailOutcome;
import dev.cascade.schemas.EmailRequested;
import dev.cascade.schemas.EmailResendRequested;
import dev.cascade.schemas.EmailSent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Domain to Avro. */
final class Outgoing {

  private Outgoing() {}

  static EmailRequested request(EmailRequest request) {
    return EmailRequested.newBuilder()
        .setOrderId(request.orderId())
        .setCustomerId(request.customerId())
        .setCustomerName(request.customerName())
        .setEmail(request.email())
        .setLevel(level(request.level()))
        .setLines(request.lines().stream().map(Outgoing::line).toList())
        .setTotal(money(request.total()))
        .setPaymentId(request.paymentId())
        .setRequestedAt(millis(request.requestedAt()))
        .build();
  }

  static EmailResendRequested resend(ResendWish wish, Instant askedAt) {
    return EmailResendRequested.newBuilder()
        .setOrderId(wish.orderId())
        .setResendId(wish.resendId())
        .setEmail(wish.email())
        .setRequestedAt(millis(askedAt))
        .build();
  }

  static EmailSent outcome(Outcome outcome) {
    return EmailSent.newBuilder()
        .setOrderId(outcome.orderId())
        .setMessageId(outcome.messageId())
        .setOutcome(EmailOutcome.valueOf(outcome.verdict().name()))
        .setAttempts(outcome.attempts())
        .setLevel(level(outcome.level()))
        .setDetail(outcome.detail())
        .setAt(millis(outcome.at()))
        .setResendId(outcome.resendId())
        .build();
  }

  private static dev.cascade.schemas.CustomerLevel level(CustomerLevel level) {
    return dev.cascade.schemas.CustomerLevel.valueOf(level.name());
  }

  private static dev.cascade.schemas.OrderLine line(OrderLine line) {
    return new dev.cascade.schemas.OrderLine(
        line.number(), line.productId(), line.quantity(), money(line.unitPrice()));
  }

  private static dev.cascade.schemas.Money money(Money money) {
    return new dev.cascade.schemas.Money(money.minorUnits(), money.currency());
  }

  private static Instant millis(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS);
  }
}
