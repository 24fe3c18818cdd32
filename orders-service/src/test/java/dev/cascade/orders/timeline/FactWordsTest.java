package dev.cascade.orders.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.Cancellation;
import dev.cascade.schemas.CancellationRequested;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.CustomerOrderChange;
import dev.cascade.schemas.EmailOutcome;
import dev.cascade.schemas.EmailRequested;
import dev.cascade.schemas.EmailSent;
import dev.cascade.schemas.FraudAlert;
import dev.cascade.schemas.LineChange;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderChange;
import dev.cascade.schemas.OrderLineChange;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.OrderRequest;
import dev.cascade.schemas.OrderRequested;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Payment;
import dev.cascade.schemas.PaymentKind;
import dev.cascade.schemas.PaymentState;
import dev.cascade.schemas.Reason;
import dev.cascade.schemas.RequestPosition;
import dev.cascade.schemas.ShipmentRequested;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.history.Told;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FactWordsTest {

  private static final Instant AT = Instant.parse("2026-01-31T12:00:00Z");
  private static final Money MONEY = new Money(100L, "EUR");
  private static final Reason REASON = new Reason("fraud", "over-limit", "c-alice spent too much");

  private final FactWords words = new FactWords(TopicCatalogue.load());

  @Test
  void aRequestIsNamedAfterWhatIsAsked() {
    assertThat(words.request(request(new OrderRequested("c-1", "EUR", List.of(), "hash"))).what())
        .isEqualTo("OrderRequested");
    assertThat(words.request(request(new CancellationRequested("no"))).what())
        .isEqualTo("CancellationRequested");
    assertThat(words.request(request(new ShipmentRequested(null))))
        .isEqualTo(new Told("orders-service", "ShipmentRequested", Map.of()));
  }

  @Test
  void anOrderIsToldByItsStateAndItsReasonsByTheirCodes() {
    assertThat(words.order(order(null, OrderState.CREATED, null)))
        .isEqualTo(new Told("orders-service", "CREATED", Map.of("version", 3L)));
    assertThat(words.order(order(OrderState.CREATED, OrderState.FAILED, null, REASON)))
        .isEqualTo(
            new Told(
                "orders-service",
                "FAILED",
                Map.of("version", 3L, "reasons", List.of("fraud: over-limit"))));
  }

  @Test
  void aRecordThatOnlyNotesARequestIsNoState() {
    assertThat(words.order(order(OrderState.CONFIRMED, OrderState.CONFIRMED, null)).what())
        .isEqualTo("a request noted, still CONFIRMED");
    assertThat(
            words
                .order(
                    order(
                        OrderState.CONFIRMED,
                        OrderState.CONFIRMED,
                        new Cancellation("r-1", "no", AT)))
                .what())
        .isEqualTo("the cancellation noted, still CONFIRMED");
  }

  @Test
  void aVerdictIsItsServicesAndThatOfAForeignRuleIsTheRules() {
    assertThat(words.verdict(verdict("fraud", null, Verdict.FAIL, REASON)))
        .isEqualTo(
            new Told(
                "fraud-service",
                "verdict fraud FAIL",
                Map.of("reasons", List.of("fraud: over-limit"))));
    assertThat(words.verdict(verdict("inventory", 2, Verdict.PASS)))
        .isEqualTo(new Told("inventory-service", "verdict inventory line 2 PASS", Map.of()));
    assertThat(words.verdict(verdict("order-details", null, Verdict.PASS)).service())
        .isEqualTo("order-details-service");
    assertThat(words.verdict(verdict("age", null, Verdict.ERROR)))
        .isEqualTo(new Told("rule age", "verdict age ERROR", Map.of()));
  }

  @Test
  void linesCustomersOrdersAndAlertsAreTheirWritersAndNameNoPerson() {
    assertThat(words.line(new OrderLineChange("o-1", 1, "ipad", 2, LineChange.SHIPPED, AT)))
        .isEqualTo(
            new Told(
                "orders-service", "line 1 SHIPPED", Map.of("productId", "ipad", "quantity", 2)));
    assertThat(
            words.customerOrder(
                new CustomerOrderChange("o-1", "c-1", MONEY, List.of(), OrderChange.PLACED, AT)))
        .isEqualTo(new Told("orders-service", "customer's order PLACED", Map.of()));
    assertThat(words.fraudAlert(new FraudAlert("c-1", "o-1", MONEY, MONEY, AT)))
        .isEqualTo(new Told("fraud-service", "fraud alert", Map.of()));
  }

  @Test
  void aPaymentIsToldByItsStateAndLinkedByItsId() {
    assertThat(
            words.payment(
                Topics.PAYMENTS_INFLIGHT, payment(PaymentKind.TRANSFER, PaymentState.DEBIT)))
        .isEqualTo(new Told("payments-service", "payment DEBIT", Map.of("paymentId", "order-o-1")));
    assertThat(
            words
                .payment(
                    Topics.PAYMENTS_COMPLETE, payment(PaymentKind.REFUND, PaymentState.COMPLETE))
                .what())
        .isEqualTo("refund COMPLETE");
    assertThat(
            words.paymentOutcome(
                new OrderPayment(
                    "o-1",
                    "order-o-1",
                    OrderPaymentOutcome.REFUSED,
                    MONEY,
                    new Reason("payment", "no-funds", "text"),
                    AT)))
        .isEqualTo(
            new Told(
                "payments-service",
                "order REFUSED",
                Map.of("paymentId", "order-o-1", "reason", "payment: no-funds")));
  }

  @Test
  void aMailIsToldWithoutNameAndAddress() {
    Told asked =
        words.mailRequest(
            new EmailRequested(
                "o-1",
                "c-1",
                "Alice",
                "alice@example.org",
                CustomerLevel.PLATINUM,
                List.of(),
                MONEY,
                "order-o-1",
                AT));

    assertThat(asked)
        .isEqualTo(new Told("email-service", "mail asked for", Map.of("level", "PLATINUM")));
    assertThat(words.mail(mail(EmailOutcome.SENT)))
        .isEqualTo(new Told("email-service", "mail sent", Map.of("attempts", 2)));
    assertThat(words.mail(mail(EmailOutcome.REFUSED)).what()).isEqualTo("mail refused");
  }

  @Test
  void anOrderThatWaitsForAPersonSaysSo() {
    OrderValidation pending = verdict("fraud", null, Verdict.ERROR);
    pending.setReviewUntil(AT);
    Order waiting = order(OrderState.CREATED, OrderState.CREATED, null);
    waiting.setUnderReview(List.of("fraud"));

    assertThat(words.verdict(pending))
        .isEqualTo(
            new Told(
                "fraud-service", "verdict fraud PENDING", Map.of("reviewUntil", AT.toString())));
    assertThat(words.order(waiting).what()).isEqualTo("a person decides on fraud, still CREATED");
  }

  private static OrderRequest request(Object asked) {
    return new OrderRequest("o-1", "r-1", AT, asked);
  }

  private static Order order(
      @Nullable OrderState before,
      OrderState state,
      @Nullable Cancellation cancellation,
      Reason... reasons) {
    return new Order(
        "o-1",
        "c-1",
        "EUR",
        List.of(),
        MONEY,
        "hash",
        state,
        before,
        List.of(reasons),
        List.of(),
        cancellation,
        3L,
        new RequestPosition(0, 0L),
        AT,
        AT,
        null,
        List.of());
  }

  private static OrderValidation verdict(
      String rule, @Nullable Integer line, Verdict verdict, Reason... reasons) {
    return new OrderValidation("o-1", rule, line, verdict, List.of(reasons), AT, null);
  }

  private static Payment payment(PaymentKind kind, PaymentState state) {
    return Payment.newBuilder()
        .setId("order-o-1")
        .setKind(kind)
        .setOrderId("o-1")
        .setDebtorAccount("c-1")
        .setCreditorAccount("merchant")
        .setAmount(MONEY)
        .setState(state)
        .setSubmittedAt(AT)
        .setUpdatedAt(AT)
        .build();
  }

  private static EmailSent mail(EmailOutcome outcome) {
    return EmailSent.newBuilder()
        .setOrderId("o-1")
        .setMessageId("<m-1>")
        .setOutcome(outcome)
        .setAttempts(2)
        .setLevel(CustomerLevel.PLATINUM)
        .setDetail("to alice@example.org")
        .setAt(AT)
        .build();
  }
}
