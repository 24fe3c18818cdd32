package dev.cascade.auditor.run;

import java.util.Map;

/**
 * What the auditor is doing.
 *
 * @param activity in one word
 * @param trouble why it waits; empty unless it does
 * @param recordsRead since this reading of the topics began
 * @param lag records that are written and not read yet
 * @param waiting questions that wait for other topics to be read
 * @param overdue orders that are past their deadline now
 * @param productsOutOfStep products whose stock cannot be judged at present
 * @param sums of all balances, by currency, in minor units
 * @param inTransit money on its way between accounts, by currency, in minor units
 */
public record AuditorState(
    Activity activity,
    String trouble,
    long recordsRead,
    long lag,
    int waiting,
    int overdue,
    int productsOutOfStep,
    Map<String, Long> sums,
    Map<String, Long> inTransit) {

  /** What it does. */
  public enum Activity {
    /** It is switched off. */
    OFF,
    /** It cannot read, and tries again soon. */
    WAITING,
    /** It reads what was written before it started. */
    CATCHING_UP,
    /** It reads what is written as it is written. */
    LIVE
  }

  static AuditorState off() {
    return idle(Activity.OFF, "");
  }

  static AuditorState waiting(String trouble) {
    return idle(Activity.WAITING, trouble);
  }

  private static AuditorState idle(Activity activity, String trouble) {
    return new AuditorState(activity, trouble, 0, 0, 0, 0, 0, Map.of(), Map.of());
  }

  static AuditorState of(AuditRun run) {
    return new AuditorState(
        run.isLive() ? Activity.LIVE : Activity.CATCHING_UP,
        "",
        run.recordsRead(),
        run.lag(),
        run.waiting(),
        run.overdue(),
        run.productsOutOfStep(),
        run.sums(),
        run.inTransit());
  }
}
