package dev.cascade.orders.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Orders, rules and times that tests share. */
public final class SomeOrders {

  public static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
  public static final Duration VERDICT = Duration.ofSeconds(30);
  public static final Patience PATIENCE =
      new Patience(
          Duration.ofMinutes(20),
          Duration.ofMinutes(15),
          Duration.ofDays(30),
          Duration.ofDays(1),
          Duration.ofDays(7));
  public static final OrderDecider DECIDER = new OrderDecider(PATIENCE);

  public static final ValidationRule DETAILS = rule("order-details", false);
  public static final ValidationRule FRAUD = rule("fraud", false);
  public static final ValidationRule INVENTORY = rule("inventory", true);
  public static final List<ValidationRule> RULES = List.of(DETAILS, FRAUD, INVENTORY);

  private SomeOrders() {}

  public static ValidationRule rule(String name, boolean perLine) {
    return new ValidationRule(name, true, true, perLine, VERDICT);
  }

  public static OrderContent content(int lines) {
    List<OrderLine> all =
        IntStream.rangeClosed(1, lines)
            .mapToObj(n -> new OrderLine(n, "product-" + n, n, new Money(250, "EUR")))
            .toList();
    return OrderContent.of("c-1", "EUR", all, "hash");
  }

  public static OrderEvent.OrderWanted wanted(String id, int lines) {
    return new OrderEvent.OrderWanted(id, content(lines), NOON);
  }

  public static OrderEvent.VerdictGiven pass(String rule) {
    return pass(rule, Expectation.WHOLE_ORDER);
  }

  public static OrderEvent.VerdictGiven pass(String rule, int line) {
    return new OrderEvent.VerdictGiven(rule, line, Verdict.PASS, List.of());
  }

  public static OrderEvent.VerdictGiven fail(String rule, int line, String code) {
    return new OrderEvent.VerdictGiven(
        rule, line, Verdict.FAIL, List.of(new Reason(rule, code, "Because")));
  }

  public static OrderEvent.ReviewAnnounced review(String rule, Instant until) {
    return new OrderEvent.ReviewAnnounced(rule, Expectation.WHOLE_ORDER, until, List.of());
  }

  public static OrderEvent.CancellationWanted cancel() {
    return new OrderEvent.CancellationWanted("cancel-1", "changed my mind", NOON);
  }

  public static Circumstances at(Instant now) {
    return new Circumstances(now, new RequestPosition(0, 7), RULES);
  }
}
