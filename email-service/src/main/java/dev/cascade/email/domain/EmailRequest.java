package dev.cascade.email.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A customer should hear of a confirmed order.
 *
 * @param email as the CRM tells; null when unknown
 * @param level at the time of the join
 * @param requestedAt when order and payment met
 */
public record EmailRequest(
    String orderId,
    String customerId,
    String customerName,
    @Nullable String email,
    CustomerLevel level,
    List<OrderLine> lines,
    Money total,
    String paymentId,
    Instant requestedAt)
    implements MailEvent {

  public EmailRequest {
    lines = List.copyOf(lines);
  }

  /** The same request to another address. */
  public EmailRequest to(String address) {
    return new EmailRequest(
        orderId, customerId, customerName, address, level, lines, total, paymentId, requestedAt);
  }
}
