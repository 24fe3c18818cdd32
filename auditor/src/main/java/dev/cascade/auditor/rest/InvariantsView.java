package dev.cascade.auditor.rest;

import dev.cascade.auditor.invariants.Guarantee;
import dev.cascade.auditor.run.Auditor;
import dev.cascade.auditor.run.AuditorState;
import dev.cascade.auditor.run.Breach;
import dev.cascade.auditor.run.Ledger;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What holds and what does not.
 *
 * @param holds whether no breach stands; says nothing about what is not read yet
 * @param auditor OFF, WAITING, CATCHING_UP or LIVE
 * @param trouble why it waits, empty otherwise
 * @param lag records that are written and not read yet
 * @param balanceSums of all balances, by currency, in minor units
 * @param inTransit money on its way between accounts, by currency, in minor units
 * @param breaches the latest, the newest first
 */
@RegisterForReflection
public record InvariantsView(
    boolean holds,
    String auditor,
    String trouble,
    long recordsRead,
    long lag,
    int questionsWaiting,
    int ordersOverdue,
    int productsOutOfStep,
    Map<String, Long> balanceSums,
    Map<String, Long> inTransit,
    List<InvariantView> invariants,
    List<BreachView> breaches) {

  /**
   * One guarantee.
   *
   * @param broken breaches that stand
   * @param breaches all that were found since the process started
   * @param judged records and questions that were held against it
   * @param forgotten what was dropped from bounded memory before it was judged
   */
  @RegisterForReflection
  public record InvariantView(
      String name, String promise, long broken, long breaches, long judged, long forgotten) {}

  /** One breach, and the record that it is. */
  @RegisterForReflection
  public record BreachView(
      String invariant,
      String topic,
      int partition,
      long offset,
      String subject,
      String detail,
      Instant seenAt) {}

  static InvariantsView of(Auditor auditor) {
    AuditorState state = auditor.state();
    Ledger ledger = auditor.ledger();
    List<InvariantView> invariants =
        Arrays.stream(Guarantee.values()).map(guarantee -> invariant(ledger, guarantee)).toList();
    return new InvariantsView(
        invariants.stream().allMatch(invariant -> invariant.broken() == 0),
        state.activity().name(),
        state.trouble(),
        state.recordsRead(),
        state.lag(),
        state.waiting(),
        state.overdue(),
        state.productsOutOfStep(),
        state.sums(),
        state.inTransit(),
        invariants,
        ledger.latest().stream().map(InvariantsView::breach).toList());
  }

  private static InvariantView invariant(Ledger ledger, Guarantee guarantee) {
    return new InvariantView(
        guarantee.label(),
        guarantee.promise(),
        ledger.standing(guarantee),
        ledger.breaches(guarantee),
        ledger.judgements(guarantee),
        ledger.forgotten(guarantee));
  }

  private static BreachView breach(Breach breach) {
    return new BreachView(
        breach.guarantee().label(),
        breach.place().topic(),
        breach.place().partition(),
        breach.place().offset(),
        breach.subject(),
        breach.detail(),
        breach.seenAt());
  }
}
