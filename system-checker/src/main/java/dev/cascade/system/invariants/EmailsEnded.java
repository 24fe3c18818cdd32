package dev.cascade.system.invariants;

import static dev.cascade.schemas.catalogue.Topics.CUSTOMERS;
import static dev.cascade.schemas.catalogue.Topics.EMAILS_SENT;
import static dev.cascade.schemas.catalogue.Topics.ORDERS;
import static dev.cascade.schemas.catalogue.Topics.PLATINUM_EMAILS;

import dev.cascade.system.history.Fields;
import dev.cascade.system.history.History;
import java.util.Map;
import java.util.Set;

/**
 * Every order of a platinum customer that was confirmed, and not cancelled, has its mail, and it
 * was handed over.
 */
final class EmailsEnded implements Invariant {

  @Override
  public void check(History history, Complaints complaints) {
    Map<String, Fields> customers = history.table(CUSTOMERS);
    Set<String> meant = history.byKey(PLATINUM_EMAILS).keySet();
    Set<String> sent = history.byKey(EMAILS_SENT).keySet();
    history
        .byKey(ORDERS)
        .forEach((id, order) -> {
          if (EmailsOnce.wasConfirmed(order)
              && !EmailsOnce.wasCancelled(order)
              && EmailsOnce.isPlatinum(order.getFirst(), customers)) {
            complaints.unless(meant.contains(id), "Order %s has no mail", id);
          }
        });
    meant.forEach(id -> complaints.unless(sent.contains(id), "Order %s: mail not sent", id));
  }
}
