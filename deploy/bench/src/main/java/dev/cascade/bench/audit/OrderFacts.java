package dev.cascade.bench.audit;

import dev.cascade.bench.kafka.Fields;
import dev.cascade.schemas.catalogue.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** All that the topics say about one order. */
final class OrderFacts {

  private final List<Step> steps = new ArrayList<>();
  private final Map<String, Integer> verdicts = new TreeMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<String, Long> quantities = new HashMap<>();
  private List<String> reasons = List.of();
  private List<String> rules = List.of();
  private String customer = "";
  private int lines;
  private long total;
  private long paid;

  /**
   * One record of the order.
   *
   * @param previous state before, null for the first
   */
  record Step(long version, @Nullable String previous, String state) {}

  void order(GenericRecord value) {
    steps.add(
        new Step(
            Fields.number(value, "version"),
            Fields.textOrNull(value, "previousState"),
            Fields.text(value, "state")));
    customer = Fields.text(value, "customerId");
    total = Fields.minorUnits(value, "total");
    rules = Fields.texts(value, "requiredRules");
    reasons =
        Fields.parts(value, "reasons").stream()
            .map(reason -> Fields.text(reason, "source") + "/" + Fields.text(reason, "code"))
            .toList();
    List<GenericRecord> all = Fields.parts(value, "lines");
    lines = all.size();
    quantities.clear();
    all.forEach(line ->
        quantities.merge(
            Fields.text(line, "productId"), Fields.number(line, "quantity"), Long::sum));
  }

  void verdict(GenericRecord value) {
    Long line = Fields.numberOrNull(value, "line");
    String who = Fields.text(value, "rule") + (line == null ? "" : "/" + line);
    verdicts.merge(who + " " + Fields.text(value, "verdict"), 1, Integer::sum);
  }

  void outcome(GenericRecord value) {
    String outcome = Fields.text(value, "outcome");
    count(Topics.ORDER_PAYMENTS + " " + outcome);
    switch (outcome) {
      case "PAID" -> paid += Fields.minorUnits(value, "amount");
      case "REFUNDED" -> paid -= Fields.minorUnits(value, "amount");
      default -> {
        // Refused: nothing was moved.
      }
    }
  }

  void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  List<Step> steps() {
    return steps;
  }

  /** The latest state, empty when there is no record of the order. */
  String state() {
    return steps.isEmpty() ? "" : steps.getLast().state();
  }

  boolean passedThrough(String state) {
    return steps.stream().anyMatch(step -> step.state().equals(state));
  }

  /** How often each verdict was given, by rule, line and verdict. */
  Map<String, Integer> verdicts() {
    return verdicts;
  }

  int count(String topic, String outcome) {
    return counts.getOrDefault(topic + " " + outcome, 0);
  }

  Map<String, Integer> counts() {
    return counts;
  }

  Map<String, Long> quantities() {
    return quantities;
  }

  List<String> rules() {
    return rules;
  }

  List<String> reasons() {
    return reasons;
  }

  String customer() {
    return customer;
  }

  int lines() {
    return lines;
  }

  long total() {
    return total;
  }

  long paid() {
    return paid;
  }
}
