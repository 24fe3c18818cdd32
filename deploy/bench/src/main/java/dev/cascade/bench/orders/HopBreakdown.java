package dev.cascade.bench.orders;

import dev.cascade.bench.load.Latencies;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the time of an order goes, step by step.
 *
 * @param hops in the order in which they happen
 */
public record HopBreakdown(List<Hop> hops) {

  /**
   * One step.
   *
   * @param name what happens
   * @param took how long it took
   * @param reached when it was over, after the POST was due
   */
  public record Hop(String name, Latencies took, Latencies reached) {}

  /** From the last of some marks to another. */
  private record Step(String name, List<Mark> from, Mark to) {

    Step(String name, Mark from, Mark to) {
      this(name, List.of(from), to);
    }

    boolean isReachedBy(Timeline order) {
      return order.has(Mark.DUE) && order.has(to) && from.stream().allMatch(order::has);
    }

    /** Never below zero: records tell milliseconds only. */
    long micros(Timeline order) {
      return Math.max(0, order.at(to) - from.stream().mapToLong(order::at).max().orElseThrow());
    }
  }

  private static final List<Mark> VERDICTS_SEEN =
      List.of(Mark.DETAILS_SEEN, Mark.FRAUD_SEEN, Mark.INVENTORY_SEEN);

  private static final List<Step> STEPS =
      List.of(
          new Step("POST due -> request sent to Kafka", Mark.DUE, Mark.REQUESTED),
          new Step("request sent -> POST answered", Mark.REQUESTED, Mark.POSTED),
          new Step("request sent -> CREATED decided", Mark.REQUESTED, Mark.CREATED),
          new Step("CREATED decided -> visible", Mark.CREATED, Mark.CREATED_SEEN),
          new Step("CREATED visible -> details decided", Mark.CREATED_SEEN, Mark.DETAILS),
          new Step("details decided -> visible", Mark.DETAILS, Mark.DETAILS_SEEN),
          new Step("CREATED visible -> fraud decided", Mark.CREATED_SEEN, Mark.FRAUD),
          new Step("fraud decided -> visible", Mark.FRAUD, Mark.FRAUD_SEEN),
          new Step("CREATED visible -> inventory decided", Mark.CREATED_SEEN, Mark.INVENTORY),
          new Step("inventory decided -> visible", Mark.INVENTORY, Mark.INVENTORY_SEEN),
          new Step("last verdict visible -> VALIDATED decided", VERDICTS_SEEN, Mark.VALIDATED),
          new Step("VALIDATED decided -> visible", Mark.VALIDATED, Mark.VALIDATED_SEEN),
          new Step("VALIDATED visible -> GET answered", Mark.VALIDATED_SEEN, Mark.ANSWERED),
          new Step(
              "VALIDATED visible -> payment incoming", Mark.VALIDATED_SEEN, Mark.INCOMING_SEEN),
          new Step("payment incoming -> gate passed", Mark.INCOMING_SEEN, Mark.DEBIT_SEEN),
          new Step("gate passed -> debited", Mark.DEBIT_SEEN, Mark.CREDIT_SEEN),
          new Step("debited -> credited, outcome visible", Mark.CREDIT_SEEN, Mark.PAID_SEEN),
          new Step("outcome visible -> CONFIRMED decided", Mark.PAID_SEEN, Mark.CONFIRMED),
          new Step("CONFIRMED decided -> visible", Mark.CONFIRMED, Mark.CONFIRMED_SEEN));

  /** The breakdown of these orders; steps that none of them reached are left out. */
  public static HopBreakdown of(List<Timeline> orders) {
    List<Hop> hops = new ArrayList<>();
    for (Step step : STEPS) {
      List<Timeline> through = orders.stream().filter(step::isReachedBy).toList();
      if (!through.isEmpty()) {
        hops.add(hop(step, through));
      }
    }
    return new HopBreakdown(List.copyOf(hops));
  }

  private static Hop hop(Step step, List<Timeline> orders) {
    return new Hop(
        step.name(),
        Latencies.of(orders.stream().mapToLong(step::micros)),
        Latencies.of(orders.stream().mapToLong(order -> order.between(Mark.DUE, step.to()))));
  }
}
