package dev.cascade.bench.audit;

import dev.cascade.bench.audit.OrderFacts.Step;
import dev.cascade.schemas.catalogue.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What must hold for one order of a run, once it is settled. */
final class OrderChecks {

  private static final String PER_LINE_RULE = "inventory";
  private static final Set<String> LEGAL_STEPS =
      Set.of(
          "-CREATED",
          "CREATED-VALIDATED",
          "CREATED-FAILED",
          "CREATED-CANCELLED",
          "VALIDATED-CONFIRMED",
          "VALIDATED-FAILED",
          "VALIDATED-CANCELLED",
          "CONFIRMED-SHIPPED",
          "CONFIRMED-CANCELLED");

  private OrderChecks() {}

  /** What is wrong, as sentences; the order must have been confirmed. */
  static List<String> check(String id, @Nullable OrderFacts facts, boolean platinum) {
    if (facts == null || facts.steps().isEmpty()) {
      return List.of("order " + id + " was acknowledged and is in no topic");
    }
    List<String> findings = new ArrayList<>();
    steps(facts.steps(), findings);
    verdicts(facts, findings);
    if (facts.state().equals("CONFIRMED")) {
      payment(facts, findings);
      mail(facts, platinum, findings);
    } else {
      findings.add("is " + facts.state() + " and not CONFIRMED " + facts.reasons());
    }
    return findings.stream().map(finding -> "order " + id + " " + finding).toList();
  }

  private static void steps(List<Step> steps, List<String> findings) {
    long expected = 1;
    String state = "";
    for (Step step : steps) {
      String previous = step.previous() == null ? "" : step.previous();
      if (step.version() != expected) {
        findings.add("has version " + step.version() + " where " + expected + " is due");
      }
      if (!previous.equals(state)) {
        findings.add("goes on from " + previous + " and not from " + state);
      }
      if (!previous.equals(step.state()) && !LEGAL_STEPS.contains(previous + "-" + step.state())) {
        findings.add("goes from " + previous + " to " + step.state());
      }
      state = step.state();
      expected = step.version() + 1;
    }
  }

  private static void verdicts(OrderFacts facts, List<String> findings) {
    if (!facts.passedThrough("VALIDATED")) {
      return;
    }
    Set<String> missing = new TreeSet<>();
    for (String rule : facts.rules()) {
      if (rule.equals(PER_LINE_RULE)) {
        for (int line = 1; line <= facts.lines(); line++) {
          missing.add(rule + "/" + line + " PASS");
        }
      } else {
        missing.add(rule + " PASS");
      }
    }
    missing.removeAll(facts.verdicts().keySet());
    if (!missing.isEmpty()) {
      findings.add("was validated without " + missing);
    }
    for (Map.Entry<String, Integer> verdict : facts.verdicts().entrySet()) {
      if (verdict.getValue() != 1 || !verdict.getKey().endsWith(" PASS")) {
        findings.add("has " + verdict.getValue() + " times the verdict " + verdict.getKey());
      }
    }
  }

  private static void payment(OrderFacts facts, List<String> findings) {
    exactly(1, facts, Topics.PAYMENTS_INCOMING, "INCOMING", findings);
    exactly(1, facts, Topics.PAYMENTS_COMPLETE, "COMPLETE", findings);
    exactly(1, facts, Topics.PAYMENTS_CONFIRMED, "CONFIRMED", findings);
    exactly(1, facts, Topics.ORDER_PAYMENTS, "PAID", findings);
    if (facts.paid() != facts.total()) {
      findings.add("costs " + facts.total() + " and was paid with " + facts.paid());
    }
  }

  private static void mail(OrderFacts facts, boolean platinum, List<String> findings) {
    exactly(platinum ? 1 : 0, facts, Topics.PLATINUM_EMAILS, "requested", findings);
    exactly(platinum ? 1 : 0, facts, Topics.EMAILS_SENT, "SENT", findings);
  }

  private static void exactly(
      int expected, OrderFacts facts, String topic, String outcome, List<String> findings) {
    int count = facts.count(topic, outcome);
    if (count != expected) {
      findings.add("is " + count + " times " + outcome + " in " + topic + ", not " + expected);
    }
  }
}
