package dev.cascade.system.invariants;

import static dev.cascade.schemas.catalogue.Topics.CUSTOMERS;
import static dev.cascade.schemas.catalogue.Topics.EMAILS_SENT;
import static dev.cascade.schemas.catalogue.Topics.ORDERS;
import static dev.cascade.schemas.catalogue.Topics.PLATINUM_EMAILS;

import dev.cascade.system.history.Fact;
import dev.cascade.system.history.Fields;
import dev.cascade.system.history.History;
import java.util.List;
import java.util.Map;

/** A mail is meant for confirmed orders of platinum customers, for each once, and ends once. */
final class EmailsOnce implements Invariant {

  @Override
  public void check(History history, Complaints complaints) {
    Map<String, Fields> customers = history.table(CUSTOMERS);
    Map<String, List<Fact>> orders = history.byKey(ORDERS);
    history
        .byKey(PLATINUM_EMAILS)
        .forEach((id, mails) -> {
          complaints.unless(mails.size() == 1, "Order %s has %d mails to send", id, mails.size());
          checkReason(id, orders.getOrDefault(id, List.of()), customers, complaints);
        });
    history
        .byKey(EMAILS_SENT)
        .forEach((id, sent) ->
            complaints.unless(sent.size() == 1, "Order %s has %d mails sent", id, sent.size()));
  }

  private static void checkReason(
      String id, List<Fact> order, Map<String, Fields> customers, Complaints complaints) {
    complaints.unless(wasConfirmed(order), "Order %s has a mail and was never CONFIRMED", id);
    complaints.unless(
        !order.isEmpty() && isPlatinum(order.getFirst(), customers),
        "Order %s has a mail and its customer is not platinum",
        id);
  }

  /** With a cancellation, CONFIRMED means that the order is to be refunded. */
  static boolean wasConfirmed(List<Fact> order) {
    return order.stream()
        .map(Fact::fields)
        .anyMatch(fields ->
            fields.text("state").equals("CONFIRMED") && fields.maybe("cancellation").isEmpty());
  }

  /** Then a mail that was due may have been withdrawn in time, or not. */
  static boolean wasCancelled(List<Fact> order) {
    return order.stream()
        .map(Fact::fields)
        .anyMatch(fields ->
            fields.text("state").equals("CANCELLED") || fields.maybe("cancellation").isPresent());
  }

  static boolean isPlatinum(Fact order, Map<String, Fields> customers) {
    Fields customer = customers.get(order.fields().text("customerId"));
    return customer != null && customer.text("level").equals("PLATINUM");
  }
}
