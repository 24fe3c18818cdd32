package dev.cascade.auditor.invariants;

import static dev.cascade.auditor.invariants.Guarantee.VALIDATED_MEANS_PASSED;

import dev.cascade.auditor.log.Fact;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderLine;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An order is VALIDATED if and only if every required rule passed, for the order or on each of its
 * lines. Of two verdicts on one question the first counts, as it does for the order's life; a
 * record that is repeated may have its verdict repeated. That a person will decide is no verdict.
 */
public final class PassedRules implements Rule {

  private static final int WHOLE_ORDER = 0;
  private static final int MOST_QUESTIONS = 1_000;

  private record Question(String rule, int line) {}

  private final Reading reading;
  private final Findings findings;
  private final Recent<String, Map<Question, Verdict>> verdicts;
  private final Questions questions;

  /** Watches, and remembers the verdicts on so many orders. */
  public PassedRules(Reading reading, Findings findings, int most) {
    this.reading = reading;
    this.findings = findings;
    this.verdicts = new Recent<>(most, _ -> {});
    this.questions = new Questions(reading, findings, most);
  }

  @Override
  public void read(Fact fact) {
    fact.of(Topics.ORDER_VALIDATIONS, OrderValidation.class)
        .ifPresent(verdict -> note(fact, verdict));
    fact.of(Topics.ORDERS, Order.class).ifPresent(order -> judge(fact, order));
  }

  private void note(Fact fact, OrderValidation given) {
    if (given.getReviewUntil() != null) {
      return;
    }
    Map<Question, Verdict> known = verdictsOn(given.getOrderId());
    if (known.size() < MOST_QUESTIONS) {
      int line = given.getLine() == null ? WHOLE_ORDER : given.getLine();
      known.putIfAbsent(new Question(given.getRule(), line), given.getVerdict());
    }
    verdicts.put(given.getOrderId(), known, fact.at());
  }

  private Map<Question, Verdict> verdictsOn(String order) {
    Map<Question, Verdict> known = verdicts.get(order);
    return known == null ? new HashMap<>() : known;
  }

  private void judge(Fact fact, Order order) {
    if (order.getPreviousState() != OrderState.CREATED) {
      return;
    }
    if (order.getState() == OrderState.VALIDATED) {
      judgeValidated(fact, order);
    } else if (order.getState() == OrderState.FAILED && !endedByDeadline(order)) {
      judgeFailed(fact, order);
    }
  }

  /** A verdict that is read later, and was given earlier, may be the one that refused it. */
  private void judgeFailed(Fact fact, Order order) {
    questions.ask(
        Topics.ORDER_VALIDATIONS,
        VALIDATED_MEANS_PASSED,
        () -> order.getRequiredRules().isEmpty() || !missing(order).isEmpty() || !canJudge(order),
        () ->
            findings.broken(
                VALIDATED_MEANS_PASSED,
                fact.place(),
                order.getId(),
                "It failed, and every rule passed"));
  }

  private void judgeValidated(Fact fact, Order order) {
    if (missing(order).isEmpty()) {
      findings.judged(VALIDATED_MEANS_PASSED);
      return;
    }
    questions.ask(
        Topics.ORDER_VALIDATIONS,
        VALIDATED_MEANS_PASSED,
        () -> missing(order).isEmpty() || !canJudge(order),
        () ->
            findings.broken(
                VALIDATED_MEANS_PASSED,
                fact.place(),
                order.getId(),
                "It is VALIDATED without a pass of " + missing(order)));
  }

  private static boolean endedByDeadline(Order order) {
    return order.getReasons().stream()
        .anyMatch(reason ->
            reason.getCode().equals("no-verdict") || reason.getSource().equals("deadline"));
  }

  private List<String> missing(Order order) {
    Map<Question, Verdict> known = verdictsOn(order.getId());
    return order.getRequiredRules().stream()
        .filter(rule -> !passed(known, rule, order.getLines()))
        .toList();
  }

  private static boolean passed(Map<Question, Verdict> known, String rule, List<OrderLine> lines) {
    return known.get(new Question(rule, WHOLE_ORDER)) == Verdict.PASS
        || lines.stream()
            .allMatch(line -> known.get(new Question(rule, line.getNumber())) == Verdict.PASS);
  }

  private boolean canJudge(Order order) {
    return reading.isWithinLookBack(order.getCreatedAt())
        && verdicts.remembers(order.getCreatedAt());
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
