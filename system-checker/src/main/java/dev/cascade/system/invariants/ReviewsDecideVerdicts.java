package dev.cascade.system.invariants;

import static dev.cascade.schemas.catalogue.Topics.AUDIT_EVENTS;
import static dev.cascade.schemas.catalogue.Topics.FRAUD_REVIEWS;
import static dev.cascade.schemas.catalogue.Topics.ORDERS;
import static dev.cascade.schemas.catalogue.Topics.ORDER_VALIDATIONS;

import dev.cascade.system.history.Fact;
import dev.cascade.system.history.Fields;
import dev.cascade.system.history.History;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A review opens once and ends once, with its order at the latest; what a person decided is the
 * verdict on the order, and is in the audit trail once. Where nobody decided, there is no verdict
 * of fraud.
 */
final class ReviewsDecideVerdicts implements Invariant {

  private static final Map<String, String> VERDICTS =
      Map.of("APPROVED", "PASS", "DECLINED", "FAIL");
  private static final Set<String> ACTIONS = Set.of("approve-order", "decline-order");

  @Override
  public void check(History history, Complaints complaints) {
    Map<String, List<Fact>> verdicts = history.byKey(ORDER_VALIDATIONS);
    Map<String, Fields> orders = history.table(ORDERS);
    Map<String, Long> audited =
        history.values(AUDIT_EVENTS).stream()
            .map(Fact::fields)
            .filter(event -> ACTIONS.contains(event.text("action")))
            .collect(Collectors.groupingBy(event -> event.text("subject"), Collectors.counting()));
    history
        .byKey(FRAUD_REVIEWS)
        .forEach((id, steps) -> {
          List<String> states = steps.stream().map(step -> step.fields().text("state")).toList();
          complaints.unless(
              states.getFirst().equals("OPEN")
                  && states.size() <= 2
                  && states.lastIndexOf("OPEN") == 0,
              "The review of order %s goes through %s",
              id,
              states);
          if (states.getLast().equals("OPEN")) {
            checkOpen(id, Optional.ofNullable(orders.get(id)), complaints);
          }
          checkEnd(id, states.getLast(), verdicts.getOrDefault(id, List.of()), complaints);
          long acts = VERDICTS.containsKey(states.getLast()) ? 1 : 0;
          complaints.unless(
              audited.getOrDefault(id, 0L) == acts,
              "The review of order %s is %s and audited %d times",
              id,
              states.getLast(),
              audited.getOrDefault(id, 0L));
        });
  }

  private static void checkOpen(String id, Optional<Fields> order, Complaints complaints) {
    String state = order.map((Fields fields) -> fields.text("state")).orElse("CREATED");
    complaints.unless(
        state.equals("CREATED"), "The review of order %s is open, and the order is %s", id, state);
  }

  private static void checkEnd(String id, String state, List<Fact> given, Complaints complaints) {
    List<String> decided =
        given.stream()
            .map(Fact::fields)
            .filter(verdict -> verdict.text("rule").equals("fraud"))
            .filter(verdict -> verdict.maybe("reviewUntil").isEmpty())
            .map((Fields verdict) -> verdict.text("verdict"))
            .toList();
    List<String> expected = VERDICTS.containsKey(state) ? List.of(VERDICTS.get(state)) : List.of();
    complaints.unless(
        decided.equals(expected),
        "The review of order %s is %s, its verdicts are %s",
        id,
        state,
        decided);
  }
}
