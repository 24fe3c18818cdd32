package dev.cascade.system.invariants;

import static dev.cascade.schemas.catalogue.Topics.ORDERS;
import static dev.cascade.schemas.catalogue.Topics.ORDER_VALIDATIONS;
import static dev.cascade.schemas.catalogue.Topics.VALIDATION_RULES;

import dev.cascade.system.history.Fact;
import dev.cascade.system.history.Fields;
import dev.cascade.system.history.History;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An order is VALIDATED if and only if every required rule passed, on every line where the rule
 * decides per line; and each verdict is given once, whether or not a person had to decide it.
 */
final class Verdicts implements Invariant {

  /** The built-in rule that decides per line; others say so in validation-rules. */
  private static final String INVENTORY = "inventory";

  /** A verdict's subject: the rule, or the rule on a line. */
  private record Question(String rule, String line) {}

  @Override
  public void check(History history, Complaints complaints) {
    Set<String> perLine = perLineRules(history);
    var verdicts = history.byKey(ORDER_VALIDATIONS);
    verdicts.forEach((id, given) -> eachOnce(id, decided(given), complaints));
    history
        .byKey(ORDERS)
        .forEach((id, records) ->
            checkOrder(
                id, records, decided(verdicts.getOrDefault(id, List.of())), perLine, complaints));
  }

  /** Without those that only say that a person will decide. */
  private static List<Fact> decided(List<Fact> given) {
    return given.stream()
        .filter(verdict -> verdict.fields().maybe("reviewUntil").isEmpty())
        .toList();
  }

  private static void checkOrder(
      String id, List<Fact> records, List<Fact> given, Set<String> perLine, Complaints complaints) {
    Set<Question> missing = questions(records.getFirst().fields(), perLine);
    missing.removeAll(passed(given));
    boolean validated = records.stream().anyMatch(record -> isIn(record, "VALIDATED"));
    Fields last = records.getLast().fields();
    complaints.unless(
        !validated || missing.isEmpty(), "Order %s is VALIDATED without %s", id, missing);
    complaints.unless(
        validated || !missing.isEmpty() || isExcused(last),
        "Order %s passed every rule and is %s, never VALIDATED",
        id,
        last.text("state"));
  }

  /** A cancellation or a deadline may come before the last verdict. */
  private static boolean isExcused(Fields last) {
    return last.text("state").equals("CANCELLED")
        || last.list("reasons").stream()
            .anyMatch(reason ->
                reason.text("code").equals("no-verdict")
                    || reason.text("source").equals("deadline"));
  }

  private static void eachOnce(String id, List<Fact> given, Complaints complaints) {
    Set<Question> answered = new HashSet<>();
    for (Fact verdict : given) {
      Question question = question(verdict.fields());
      complaints.unless(
          answered.add(question), "Order %s gets a second verdict on %s", id, question);
    }
  }

  private static Set<Question> questions(Fields order, Set<String> perLine) {
    Set<Question> questions = new HashSet<>();
    for (String rule : order.texts("requiredRules")) {
      if (perLine.contains(rule)) {
        order.list("lines").forEach(line -> questions.add(new Question(rule, line.text("number"))));
      } else {
        questions.add(new Question(rule, ""));
      }
    }
    return questions;
  }

  private static Set<Question> passed(List<Fact> given) {
    return given.stream()
        .map(Fact::fields)
        .filter(verdict -> verdict.text("verdict").equals("PASS"))
        .map(Verdicts::question)
        .collect(Collectors.toSet());
  }

  private static Question question(Fields verdict) {
    return new Question(verdict.text("rule"), verdict.maybe("line").orElse(""));
  }

  private static Set<String> perLineRules(History history) {
    Set<String> rules =
        history.table(VALIDATION_RULES).values().stream()
            .filter(rule -> rule.flag("perLine"))
            .map(rule -> rule.text("name"))
            .collect(Collectors.toSet());
    rules.add(INVENTORY);
    return rules;
  }

  private static boolean isIn(Fact order, String state) {
    return order.fields().text("state").equals(state);
  }
}
