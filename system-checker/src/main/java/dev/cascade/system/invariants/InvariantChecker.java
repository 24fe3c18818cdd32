package dev.cascade.system.invariants;

import dev.cascade.system.history.History;
import java.util.List;

/**
 * Judges a history. It knows the contracts and the design, and no line of a service.
 *
 * <p>A history is read topic by topic, so topics may be a moment apart while work goes on: wait
 * until nothing is {@link #unsettled}, read again, then ask for {@link #violations}.
 */
public final class InvariantChecker {

  private static final List<Invariant> ALWAYS =
      List.of(
          new OrderLife(),
          new ValidatorsToldOnce(),
          new Verdicts(),
          new StockBounds(),
          new Ledger(),
          new DoubleEntry(),
          new PaymentsOnce(),
          new OrderPayments(),
          new EmailsOnce(),
          new DeadLettersOnce(),
          new ReplaysOnce());

  private static final List<Invariant> ONCE_QUIET =
      List.of(
          new RequestsReflected(),
          new OrdersSettled(),
          new ValidatorsToldAsOrdered(),
          new StockHeldByOpenOrders(),
          new SpendingOfLiveOrders(),
          new FraudAlertsOnce(),
          new ReviewsDecideVerdicts(),
          new PaymentsEnded(),
          new EmailsEnded(),
          new PoisonPutAside(),
          new ActsTogether());

  private InvariantChecker() {}

  /** What breaks a guarantee; a later record cannot mend it. */
  public static List<String> violations(History history) {
    return check(ALWAYS, history);
  }

  /** What is still to come. Left over after a fair wait, it breaks a guarantee too. */
  public static List<String> unsettled(History history) {
    return check(ONCE_QUIET, history);
  }

  private static List<String> check(List<Invariant> invariants, History history) {
    Complaints complaints = new Complaints();
    invariants.forEach(invariant -> invariant.check(history, complaints));
    return complaints.sentences();
  }
}
