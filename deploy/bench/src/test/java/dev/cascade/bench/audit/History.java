package dev.cascade.bench.audit;

import dev.cascade.bench.kafka.AvroReader;
import dev.cascade.bench.kafka.Registry;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.EmailOutcome;
import dev.cascade.schemas.EmailRequested;
import dev.cascade.schemas.EmailSent;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderLine;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Payment;
import dev.cascade.schemas.PaymentKind;
import dev.cascade.schemas.PaymentState;
import dev.cascade.schemas.RequestPosition;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the topics say about order {@code run-1}: two lines, 3 pieces, 0.30 EUR. */
final class History {

  static final String ORDER = "run-1";
  static final String CUSTOMER = "bench-c-7";
  static final String PRODUCT = "bench-p-1";
  static final String OTHER_PRODUCT = "bench-p-2";
  static final long TOTAL = 30;

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final RunFacts facts =
      new RunFacts("run-", new AvroReader(new Registry("http://nobody.invalid")));

  RunFacts facts() {
    return facts;
  }

  OrderFacts order() {
    return facts.orders().get(ORDER);
  }

  /** An order that went as it should. */
  static History good() {
    return new History().validated().paid().confirmed(3);
  }

  History validated() {
    return created()
        .verdict("order-details", null, Verdict.PASS)
        .verdict("fraud", null, Verdict.PASS)
        .verdict("inventory", 1, Verdict.PASS)
        .verdict("inventory", 2, Verdict.PASS)
        .state(2, OrderState.CREATED, OrderState.VALIDATED);
  }

  History created() {
    return state(1, null, OrderState.CREATED);
  }

  History paid() {
    return payment(Topics.PAYMENTS_INCOMING, PaymentState.INCOMING)
        .payment(Topics.PAYMENTS_COMPLETE, PaymentState.COMPLETE)
        .payment(Topics.PAYMENTS_CONFIRMED, PaymentState.CONFIRMED)
        .outcome(OrderPaymentOutcome.PAID, TOTAL);
  }

  History confirmed(long version) {
    return state(version, OrderState.VALIDATED, OrderState.CONFIRMED);
  }

  History state(long version, @Nullable OrderState previous, OrderState state) {
    facts.read(
        Topics.ORDERS,
        ORDER,
        Order.newBuilder()
            .setId(ORDER)
            .setCustomerId(CUSTOMER)
            .setCurrency("EUR")
            .setLines(List.of(line(1, PRODUCT, 1), line(2, OTHER_PRODUCT, 2)))
            .setTotal(money(TOTAL))
            .setContentHash("")
            .setState(state)
            .setPreviousState(previous)
            .setReasons(List.of())
            .setRequiredRules(List.of("order-details", "fraud", "inventory"))
            .setVersion(version)
            .setRequestPosition(new RequestPosition(0, 0L))
            .setCreatedAt(NOW)
            .setUpdatedAt(NOW)
            .build());
    return this;
  }

  History verdict(String rule, @Nullable Integer line, Verdict verdict) {
    facts.read(
        Topics.ORDER_VALIDATIONS,
        ORDER,
        OrderValidation.newBuilder()
            .setOrderId(ORDER)
            .setRule(rule)
            .setLine(line)
            .setVerdict(verdict)
            .setReasons(List.of())
            .setDecidedAt(NOW)
            .build());
    return this;
  }

  History payment(String topic, PaymentState state) {
    facts.read(topic, "order-" + ORDER, payment("order-" + ORDER, ORDER, state));
    return this;
  }

  /** A payment that belongs to no order: one cent from customer 7 to 8. */
  History transfer(String topic, PaymentState state) {
    facts.read(topic, "run-p", payment("run-p", null, state));
    return this;
  }

  History outcome(OrderPaymentOutcome outcome, long minorUnits) {
    facts.read(
        Topics.ORDER_PAYMENTS,
        ORDER,
        OrderPayment.newBuilder()
            .setOrderId(ORDER)
            .setPaymentId("order-" + ORDER)
            .setOutcome(outcome)
            .setAmount(money(minorUnits))
            .setDecidedAt(NOW)
            .build());
    return this;
  }

  History mail() {
    facts.read(
        Topics.PLATINUM_EMAILS,
        ORDER,
        EmailRequested.newBuilder()
            .setOrderId(ORDER)
            .setCustomerId(CUSTOMER)
            .setCustomerName("")
            .setLevel(CustomerLevel.PLATINUM)
            .setLines(List.of())
            .setTotal(money(TOTAL))
            .setPaymentId("order-" + ORDER)
            .setRequestedAt(NOW)
            .build());
    facts.read(
        Topics.EMAILS_SENT,
        ORDER,
        EmailSent.newBuilder()
            .setOrderId(ORDER)
            .setMessageId("")
            .setOutcome(EmailOutcome.SENT)
            .setAttempts(1)
            .setLevel(CustomerLevel.PLATINUM)
            .setDetail("")
            .setAt(NOW)
            .build());
    return this;
  }

  private static Payment payment(String id, @Nullable String order, PaymentState state) {
    return Payment.newBuilder()
        .setId(id)
        .setKind(PaymentKind.TRANSFER)
        .setOrderId(order)
        .setDebtorAccount(CUSTOMER)
        .setCreditorAccount("bench-c-8")
        .setAmount(money(1))
        .setState(state)
        .setSubmittedAt(NOW)
        .setUpdatedAt(NOW)
        .build();
  }

  private static OrderLine line(int number, String product, int quantity) {
    return new OrderLine(number, product, quantity, money(10));
  }

  private static Money money(long minorUnits) {
    return new Money(minorUnits, "EUR");
  }
}
