package dev.cascade.orders.domain;

import java.time.Instant;

/**
 * A wish to cancel that waits for the money to come back.
 *
 * @param requestId the request that asked
 * @param requestedAt when it was asked
 * @param reason who asked, and why
 */
public record Cancellation(String requestId, Instant requestedAt, Reason reason) {

  static Cancellation by(OrderEvent.CancellationWanted wish) {
    String detail = wish.reason().isEmpty() ? "Cancelled on request" : wish.reason();
    Reason reason = new Reason(Reason.CUSTOMER, "cancelled", detail);
    return new Cancellation(wish.requestId(), wish.requestedAt(), reason);
  }

  static Cancellation notShipped(Instant now) {
    Reason reason =
        new Reason(Reason.DEADLINE, "shipping-timeout", "Not shipped in time, so it is refunded");
    return new Cancellation("shipping-deadline", now, reason);
  }
}
