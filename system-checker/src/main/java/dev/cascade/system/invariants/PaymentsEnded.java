package dev.cascade.system.invariants;

import static dev.cascade.schemas.catalogue.Topics.ACCOUNT_BALANCES;
import static dev.cascade.schemas.catalogue.Topics.PAYMENTS_COMPLETE;
import static dev.cascade.schemas.catalogue.Topics.PAYMENTS_CONFIRMED;
import static dev.cascade.schemas.catalogue.Topics.PAYMENTS_INCOMING;

import dev.cascade.system.history.Fields;
import dev.cascade.system.history.History;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Every payment that came in ended, and the balances sum to zero without transit. */
final class PaymentsEnded implements Invariant {

  @Override
  public void check(History history, Complaints complaints) {
    Map<String, ?> ended = history.by(PAYMENTS_COMPLETE, "id");
    history
        .by(PAYMENTS_INCOMING, "id")
        .keySet()
        .forEach(id -> complaints.unless(ended.containsKey(id), "Payment %s has no end", id));
    Set<String> confirmed = history.by(PAYMENTS_CONFIRMED, "id").keySet();
    history.values(PAYMENTS_COMPLETE).stream()
        .filter(fact -> fact.fields().text("state").equals("COMPLETE"))
        .map(fact -> fact.fields().text("id"))
        .forEach(id ->
            complaints.unless(
                confirmed.contains(id), "Payment %s is complete and not confirmed", id));
    sums(history)
        .forEach((currency, sum) ->
            complaints.unless(sum == 0, "The balances in %s sum to %d", currency, sum));
  }

  private static Map<String, Long> sums(History history) {
    return history.table(ACCOUNT_BALANCES).values().stream()
        .filter(account -> !DoubleEntry.isTransit(account))
        .collect(
            Collectors.groupingBy(
                (Fields account) -> account.text("balance.currency"),
                Collectors.summingLong(account -> account.number("balance.minorUnits"))));
  }
}
