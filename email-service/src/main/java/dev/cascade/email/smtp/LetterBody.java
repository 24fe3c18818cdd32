package dev.cascade.email.smtp;

import dev.cascade.email.domain.EmailRequest;
import dev.cascade.email.domain.HeaderText;
import dev.cascade.email.domain.OrderLine;
import java.util.List;

/**
 * What the bodies' templates show: text, amounts in decimals.
 *
 * @param name empty when the customer has none that can be shown
 */
public record LetterBody(
    String name, String orderId, List<Line> lines, String total, String paymentId) {

  private static final int MAX_TEXT = 200;

  /** One line of the order. */
  public record Line(int number, String product, int quantity, String unitPrice, String amount) {

    private static Line of(OrderLine line) {
      return new Line(
          line.number(),
          shown(line.productId()),
          line.quantity(),
          line.unitPrice().display(),
          line.unitPrice().times(line.quantity()).display());
    }
  }

  static LetterBody of(EmailRequest request) {
    return new LetterBody(
        shown(request.customerName()),
        shown(request.orderId()),
        request.lines().stream().map(Line::of).toList(),
        request.total().display(),
        shown(request.paymentId()));
  }

  /** A line stays a line: what somebody else typed cannot draw lines of its own in a plain text. */
  private static String shown(String text) {
    return HeaderText.clean(text, MAX_TEXT);
  }
}
