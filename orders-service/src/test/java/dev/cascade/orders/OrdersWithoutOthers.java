package dev.cascade.orders;

import dev.cascade.schemas.Money;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.TopicWriter;
import java.time.Instant;
import java.util.List;

/** Says what the other services would say. */
public record OrdersWithoutOthers(TopicWriter writer) {

  /** Every built-in rule passes an order of one line. */
  public void allPass(String id) {
    verdict(id, "order-details", null);
    verdict(id, "fraud", null);
    verdict(id, "inventory", 1);
  }

  private void verdict(String id, String rule, Integer line) {
    writer.send(
        Topics.ORDER_VALIDATIONS,
        id,
        new OrderValidation(id, rule, line, Verdict.PASS, List.of(), Instant.now(), null));
  }

  /** The payment of the order ended so. */
  public void payment(String id, OrderPaymentOutcome outcome) {
    writer.send(
        Topics.ORDER_PAYMENTS,
        id,
        new OrderPayment(id, "order-" + id, outcome, new Money(100L, "EUR"), null, Instant.now()));
  }
}
