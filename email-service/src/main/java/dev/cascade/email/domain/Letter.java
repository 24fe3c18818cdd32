package dev.cascade.email.domain;

import dev.cascade.email.domain.AddressCheck.Deliverable;
import dev.cascade.email.domain.MailState.UnderWay;

/**
 * A mail before it is put into words: what its headers say and what its bodies tell of.
 *
 * @param to ASCII address
 * @param toName fit for a header; may be empty
 * @param subject fit for a header
 */
public record Letter(
    String to, String toName, String subject, String messageId, EmailRequest request) {

  private static final int MAX_NAME = 100;
  private static final int MAX_ORDER_ID = 120;

  /**
   * The letter of a mail that is under way.
   *
   * @throws IllegalStateException when its address is undeliverable, which is refused before
   */
  public static Letter of(UnderWay mail) {
    EmailRequest request = mail.request();
    if (AddressCheck.of(request.email()) instanceof Deliverable deliverable) {
      return new Letter(
          deliverable.address(),
          HeaderText.displayName(request.customerName(), MAX_NAME),
          "Your order " + HeaderText.clean(request.orderId(), MAX_ORDER_ID) + " is confirmed",
          mail.messageId(),
          request);
    }
    throw new IllegalStateException(
        "An undeliverable mail is under way: order " + request.orderId());
  }
}
