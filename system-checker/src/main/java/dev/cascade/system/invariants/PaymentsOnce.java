package dev.cascade.system.invariants;

import static dev.cascade.schemas.catalogue.Topics.ACCOUNT_BALANCES;
import static dev.cascade.schemas.catalogue.Topics.PAYMENTS_COMPLETE;
import static dev.cascade.schemas.catalogue.Topics.PAYMENTS_CONFIRMED;

import dev.cascade.system.history.Fact;
import dev.cascade.system.history.Fields;
import dev.cascade.system.history.History;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A payment ends once, and its entries are those of its end: two that sum to zero, or none. */
final class PaymentsOnce implements Invariant {

  private static final Set<String> WITH_ENTRIES = Set.of("COMPLETE", "REVERSED");

  @Override
  public void check(History history, Complaints complaints) {
    Map<String, List<Long>> entries = entries(history);
    history
        .by(PAYMENTS_COMPLETE, "id")
        .forEach((id, ends) -> checkEnd(id, ends, entries.getOrDefault(id, List.of()), complaints));
    history
        .by(PAYMENTS_CONFIRMED, "id")
        .forEach((id, records) ->
            complaints.unless(
                records.size() == 1, "Payment %s is confirmed %d times", id, records.size()));
  }

  private static void checkEnd(
      String id, List<Fact> ends, List<Long> entries, Complaints complaints) {
    List<String> states = ends.stream().map(end -> state(end.fields())).toList();
    complaints.unless(
        states.size() == 1
            || states.equals(List.of("AUTHORISED", "VOIDED"))
            || states.equals(List.of("AUTHORISED", "CAPTURED")),
        "Payment %s ends %d times: %s",
        id,
        states.size(),
        states);
    int expected = WITH_ENTRIES.contains(states.getLast()) ? 2 : 0;
    complaints.unless(
        entries.size() == expected && entries.stream().mapToLong(Long::longValue).sum() == 0,
        "Payment %s ends as %s with the entries %s",
        id,
        states.getLast(),
        entries);
  }

  private static String state(Fields end) {
    return end.maybe("capturedBy").isPresent() ? "CAPTURED" : end.text("state");
  }

  private static Map<String, List<Long>> entries(History history) {
    return history.values(ACCOUNT_BALANCES).stream()
        .filter(fact -> !DoubleEntry.isTransit(fact.fields()))
        .map(Fact::fields)
        .filter(record -> record.maybe("entry").isPresent())
        .collect(
            Collectors.groupingBy(
                record -> record.text("entry.paymentId"),
                HashMap::new,
                Collectors.mapping(
                    record -> record.number("entry.amountMinorUnits"), Collectors.toList())));
  }
}
