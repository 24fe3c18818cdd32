package dev.cascade.system.invariants;

import static dev.cascade.schemas.catalogue.Topics.ORDERS;

import dev.cascade.system.history.Fact;
import dev.cascade.system.history.Fields;
import dev.cascade.system.history.History;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Each order starts as CREATED, takes legal steps, and each of its records follows the last. */
final class OrderLife implements Invariant {

  static final Set<String> FINAL = Set.of("SHIPPED", "FAILED", "CANCELLED");

  private static final Map<String, Set<String>> STEPS =
      Map.of(
          "CREATED", Set.of("VALIDATED", "FAILED", "CANCELLED"),
          "VALIDATED", Set.of("CONFIRMED", "FAILED", "CANCELLED"),
          "CONFIRMED", Set.of("SHIPPED", "CANCELLED"),
          "SHIPPED", Set.of(),
          "FAILED", Set.of(),
          "CANCELLED", Set.of());

  @Override
  public void check(History history, Complaints complaints) {
    history
        .byKey(ORDERS)
        .forEach((id, records) ->
            checkOrder(id, records.stream().map(Fact::fields).toList(), complaints));
  }

  private static void checkOrder(String id, List<Fields> records, Complaints complaints) {
    checkFirst(id, records.getFirst(), complaints);
    for (int i = 0; i < records.size(); i++) {
      checkRecord(id, i + 1, records.get(i), complaints);
      if (i > 0) {
        checkStep(id, records.get(i - 1), records.get(i), complaints);
      }
    }
  }

  private static void checkFirst(String id, Fields first, Complaints complaints) {
    complaints.unless(
        first.text("state").equals("CREATED") && first.maybe("previousState").isEmpty(),
        "Order %s starts as %s after %s",
        id,
        first.text("state"),
        first.maybe("previousState"));
  }

  private static void checkRecord(String id, int version, Fields record, Complaints complaints) {
    complaints.unless(
        record.text("id").equals(id), "Order %s is under the key %s", record.text("id"), id);
    complaints.unless(
        record.number("version") == version,
        "Order %s has version %d where %d comes next",
        id,
        record.number("version"),
        version);
    boolean hasReasons = !record.list("reasons").isEmpty();
    switch (record.text("state")) {
      case "FAILED" -> complaints.unless(hasReasons, "Order %s is FAILED without a reason", id);
      case "CREATED", "VALIDATED", "CONFIRMED", "SHIPPED" ->
          complaints.unless(!hasReasons, "Order %s is fine and has reasons", id);
      default -> {}
    }
    complaints.unless(
        record.maybe("deadline").isPresent() != FINAL.contains(record.text("state")),
        "Order %s in state %s has the deadline %s",
        id,
        record.text("state"),
        record.maybe("deadline"));
  }

  private static void checkStep(String id, Fields before, Fields after, Complaints complaints) {
    String from = before.text("state");
    String to = after.text("state");
    complaints.unless(
        after.maybe("previousState").equals(before.maybe("state")),
        "Order %s says it was %s and was %s",
        id,
        after.maybe("previousState"),
        from);
    complaints.unless(
        from.equals(to) || STEPS.getOrDefault(from, Set.of()).contains(to),
        "Order %s goes from %s to %s",
        id,
        from,
        to);
    for (String fixed : List.of("contentHash", "customerId", "lines", "total", "requiredRules")) {
      complaints.unless(
          after.text(fixed).equals(before.text(fixed)), "Order %s changes its %s", id, fixed);
    }
  }
}
