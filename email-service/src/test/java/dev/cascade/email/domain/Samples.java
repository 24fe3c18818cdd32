package dev.cascade.email.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values that tests start from. */
public final class Samples {

  /** When every sample happens. */
  public static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

  private Samples() {}

  /** An order of two lines. */
  public static ConfirmedOrder order(String id) {
    return new ConfirmedOrder(
        id,
        "c-1",
        List.of(
            new OrderLine(1, "ipad", 1, new Money(49_900, "EUR")),
            new OrderLine(2, "STOCKINGS", 2, new Money(50, "EUR"))),
        new Money(50_000, "EUR"));
  }

  /** The order's payment. */
  public static SettledPayment payment(String orderId) {
    return new SettledPayment(orderId, "order-" + orderId, new Money(50_000, "EUR"));
  }

  /** A request to that address. */
  public static EmailRequest request(String orderId, @Nullable String email) {
    ConfirmedOrder order = order(orderId);
    return new EmailRequest(
        orderId,
        "c-1",
        "Ada Lovelace",
        email,
        CustomerLevel.PLATINUM,
        order.lines(),
        order.total(),
        "order-" + orderId,
        NOON);
  }
}
