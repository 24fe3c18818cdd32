package dev.cascade.orders.contract;

import dev.cascade.orders.domain.Money;
import dev.cascade.orders.domain.OrderLine;
import dev.cascade.orders.domain.Reason;
import java.util.List;

/** The small records that several contracts have in common. */
final class OrderParts {

  private static final int MAX_NAME_CHARS = 100;
  private static final int MAX_DETAIL_CHARS = 500;

  /** More than a request over HTTP can hold; the state of so many fits a record. */
  private static final int MAX_LINES = 5_000;

  private OrderParts() {}

  static dev.cascade.schemas.Money wire(Money money) {
    return new dev.cascade.schemas.Money(money.minorUnits(), money.currency());
  }

  static Money domain(dev.cascade.schemas.Money money) {
    return new Money(money.getMinorUnits(), money.getCurrency());
  }

  static List<dev.cascade.schemas.OrderLine> wireLines(List<OrderLine> lines) {
    return lines.stream()
        .map(line ->
            new dev.cascade.schemas.OrderLine(
                line.number(), line.productId(), line.quantity(), wire(line.unitPrice())))
        .toList();
  }

  /**
   * The lines, at most {@value #MAX_LINES}, whose numbers must be positive and differ, since
   * verdicts refer to them.
   *
   * @throws IllegalArgumentException when they do not, or are too many
   */
  static List<OrderLine> domainLines(List<dev.cascade.schemas.OrderLine> lines) {
    if (lines.size() > MAX_LINES) {
      throw new IllegalArgumentException(lines.size() + " lines, over " + MAX_LINES);
    }
    long numbers =
        lines.stream()
            .mapToInt(dev.cascade.schemas.OrderLine::getNumber)
            .filter(number -> number > 0)
            .distinct()
            .count();
    if (numbers != lines.size()) {
      throw new IllegalArgumentException("Line numbers are not positive, or not distinct");
    }
    return lines.stream()
        .map(line ->
            new OrderLine(
                line.getNumber(),
                line.getProductId(),
                line.getQuantity(),
                domain(line.getUnitPrice())))
        .toList();
  }

  static dev.cascade.schemas.Reason wire(Reason reason) {
    return new dev.cascade.schemas.Reason(reason.source(), reason.code(), reason.detail());
  }

  static Reason domain(dev.cascade.schemas.Reason reason) {
    return new Reason(
        cut(reason.getSource(), MAX_NAME_CHARS),
        cut(reason.getCode(), MAX_NAME_CHARS),
        cut(reason.getDetail(), MAX_DETAIL_CHARS));
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
