package dev.cascade.payments.domain;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an order is told of its payment or refund.
 *
 * @param orderId the order
 * @param paymentId the payment, or the refund
 * @param verdict how it ended
 * @param amount what was moved, or would have been
 * @param reason why it was refused, null otherwise
 * @param at when it was decided
 */
public record OrderOutcome(
    String orderId,
    String paymentId,
    Verdict verdict,
    Money amount,
    @Nullable Reason reason,
    Instant at) {

  /** How an order's payment ended. */
  public enum Verdict {
    /** The merchant has the money. */
    PAID,
    /** Nothing was moved. */
    REFUSED,
    /** The customer has the money back. */
    REFUNDED
  }

  /** Returns what the order has to be told; empty when no order waits for this payment. */
  public static Optional<OrderOutcome> of(Payment.Ended payment) {
    Instruction it = payment.instruction();
    String orderId = it.orderId();
    return orderId == null
        ? Optional.empty()
        : verdict(payment)
            .map(verdict ->
                new OrderOutcome(
                    orderId, it.id(), verdict, it.amount(), payment.reason(), payment.at()));
  }

  private static Optional<Verdict> verdict(Payment.Ended payment) {
    return switch (payment) {
      case Payment.Complete done ->
          Optional.of(
              done.instruction().kind() == PaymentKind.REFUND ? Verdict.REFUNDED : Verdict.PAID);
      case Payment.Rejected _, Payment.Failed _, Payment.Reversed _ -> Optional.of(Verdict.REFUSED);
      case Payment.Authorised _, Payment.Captured _, Payment.Voided _ -> Optional.empty();
    };
  }
}
