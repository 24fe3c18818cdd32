package dev.cascade.email.topology;

import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.EmailRequested;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderLine;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.RequestPosition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records as the other services write them. */
public final class Wire {

  private static final Instant AT = Instant.parse("2030-01-01T10:00:00Z");

  private Wire() {}

  /** An order of customer c-1 after that transition. */
  public static Order order(String id, OrderState state, @Nullable OrderState before) {
    return order(id, "c-1", state, before);
  }

  /** An order after that transition. */
  public static Order order(
      String id, String customerId, OrderState state, @Nullable OrderState before) {
    return Order.newBuilder()
        .setId(id)
        .setCustomerId(customerId)
        .setCurrency("EUR")
        .setLines(lines())
        .setTotal(new Money(49_900L, "EUR"))
        .setContentHash("hash")
        .setState(state)
        .setPreviousState(before)
        .setReasons(List.of())
        .setRequiredRules(List.of("fraud"))
        .setVersion(3)
        .setRequestPosition(new RequestPosition(0, 0L))
        .setCreatedAt(AT)
        .setUpdatedAt(AT)
        .build();
  }

  /** What became of the order's payment. */
  public static OrderPayment payment(String orderId, OrderPaymentOutcome outcome) {
    return OrderPayment.newBuilder()
        .setOrderId(orderId)
        .setPaymentId("order-" + orderId)
        .setOutcome(outcome)
        .setAmount(new Money(49_900L, "EUR"))
        .setDecidedAt(AT)
        .build();
  }

  /** Customer c-1, Ada. */
  public static Customer customer(CustomerLevel level) {
    return customer("c-1", "Ada", "ada@example.org", level);
  }

  /** Any customer. */
  public static Customer customer(
      String id, String name, @Nullable String email, CustomerLevel level) {
    return Customer.newBuilder().setId(id).setName(name).setEmail(email).setLevel(level).build();
  }

  /** A request as the routing writes it. */
  public static EmailRequested request(String orderId, String name, @Nullable String email) {
    return EmailRequested.newBuilder()
        .setOrderId(orderId)
        .setCustomerId("c-1")
        .setCustomerName(name)
        .setEmail(email)
        .setLevel(CustomerLevel.PLATINUM)
        .setLines(lines())
        .setTotal(new Money(49_900L, "EUR"))
        .setPaymentId("order-" + orderId)
        .setRequestedAt(AT)
        .build();
  }

  private static List<OrderLine> lines() {
    return List.of(new OrderLine(1, "ipad", 1, new Money(49_900L, "EUR")));
  }
}
