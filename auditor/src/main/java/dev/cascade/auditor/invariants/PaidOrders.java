package dev.cascade.auditor.invariants;

import static dev.cascade.auditor.invariants.Guarantee.CONFIRMED_MEANS_PAID;

import dev.cascade.auditor.log.Fact;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.catalogue.Topics;

/** An order is CONFIRMED only after its payment was made, and a payment has one outcome. */
public final class PaidOrders implements Rule {

  private final Reading reading;
  private final Findings findings;
  private final Recent<String, Boolean> paid;
  private final Recent<String, OrderPaymentOutcome> outcomes;
  private final Questions questions;

  /** Watches, and remembers so many orders. */
  public PaidOrders(Reading reading, Findings findings, int most) {
    this.reading = reading;
    this.findings = findings;
    this.paid = new Recent<>(most, _ -> {});
    this.outcomes = new Recent<>(most, _ -> {});
    this.questions = new Questions(reading, findings, most);
  }

  @Override
  public void read(Fact fact) {
    fact.of(Topics.ORDER_PAYMENTS, OrderPayment.class)
        .filter(payment -> !ReusedIds.isRefusal(payment.getReason()))
        .ifPresent(payment -> note(fact, payment));
    fact.of(Topics.ORDERS, Order.class)
        .filter(order ->
            order.getState() == OrderState.CONFIRMED
                && order.getPreviousState() == OrderState.VALIDATED)
        .ifPresent(order -> judge(fact, order));
  }

  private void note(Fact fact, OrderPayment payment) {
    OrderPaymentOutcome before = outcomes.get(payment.getPaymentId());
    findings.judge(
        Guarantee.PAYMENTS_ONCE,
        before == null,
        fact.place(),
        payment.getPaymentId(),
        () -> "It is " + payment.getOutcome() + " and was " + before);
    outcomes.put(payment.getPaymentId(), payment.getOutcome(), fact.at());
    if (payment.getOutcome() == OrderPaymentOutcome.PAID) {
      paid.put(payment.getOrderId(), true, fact.at());
    }
  }

  private void judge(Fact fact, Order order) {
    if (isPaid(order)) {
      findings.judged(CONFIRMED_MEANS_PAID);
      return;
    }
    questions.ask(
        Topics.ORDER_PAYMENTS,
        CONFIRMED_MEANS_PAID,
        () -> isPaid(order) || !canJudge(order),
        () ->
            findings.broken(
                CONFIRMED_MEANS_PAID,
                fact.place(),
                order.getId(),
                "It is CONFIRMED and no payment of it was made"));
  }

  private boolean isPaid(Order order) {
    return paid.get(order.getId()) != null;
  }

  private boolean canJudge(Order order) {
    return reading.isWithinLookBack(order.getCreatedAt()) && paid.remembers(order.getCreatedAt());
  }

  @Override
  public void check() {
    questions.check();
  }

  @Override
  public int waiting() {
    return questions.waiting();
  }
}
