package dev.cascade.system.invariants;

import static dev.cascade.schemas.catalogue.Topics.ORDERS;
import static dev.cascade.schemas.catalogue.Topics.ORDER_PAYMENTS;
import static dev.cascade.schemas.catalogue.Topics.PAYMENTS_INCOMING;

import dev.cascade.system.history.Fact;
import dev.cascade.system.history.Fields;
import dev.cascade.system.history.History;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One payment for each validated order, and CONFIRMED if and only if it was paid. */
final class OrderPayments implements Invariant {

  private static final Set<String> UNDONE = Set.of("FAILED", "CANCELLED");

  @Override
  public void check(History history, Complaints complaints) {
    history
        .by(ORDER_PAYMENTS, "paymentId")
        .forEach((payment, outcomes) ->
            complaints.unless(
                outcomes.size() == 1, "Payment %s has %d outcomes", payment, outcomes.size()));
    paymentsAskedOnce(history, complaints);
    Map<String, List<Fact>> outcomes = history.byKey(ORDER_PAYMENTS);
    history
        .byKey(ORDERS)
        .forEach((id, records) ->
            checkOrder(id, records, outcomes.getOrDefault(id, List.of()), complaints));
  }

  private static void paymentsAskedOnce(History history, Complaints complaints) {
    history
        .by(PAYMENTS_INCOMING, "id")
        .forEach((id, records) -> {
          Fields asked = records.getFirst().fields();
          complaints.unless(
              asked.maybe("orderId").isEmpty() || records.size() <= mostAsked(asked),
              "Payment %s of an order is asked %d times",
              id,
              records.size());
        });
  }

  /** A refund under one id: when the cancellation is noted, and again when the order has ended. */
  private static int mostAsked(Fields payment) {
    return payment.text("kind").equals("REFUND") ? 2 : 1;
  }

  private static void checkOrder(
      String id, List<Fact> records, List<Fact> outcomes, Complaints complaints) {
    boolean confirmed = has(records, "state", "CONFIRMED");
    boolean paid = has(outcomes, "outcome", "PAID");
    String last = records.getLast().fields().text("state");
    complaints.unless(!confirmed || paid, "Order %s is CONFIRMED and was not paid", id);
    complaints.unless(
        !paid || confirmed || UNDONE.contains(last), "Order %s was paid and is %s", id, last);
    complaints.unless(
        !paid || has(records, "state", "VALIDATED"), "Order %s was paid and never VALIDATED", id);
    complaints.unless(
        !has(outcomes, "outcome", "REFUNDED") || (paid && UNDONE.contains(last)),
        "Order %s was refunded, paid: %s, and is %s",
        id,
        paid,
        last);
  }

  private static boolean has(List<Fact> facts, String field, String value) {
    return facts.stream().anyMatch(fact -> fact.fields().text(field).equals(value));
  }
}
