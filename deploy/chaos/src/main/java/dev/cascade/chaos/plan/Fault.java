package dev.cascade.chaos.plan;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One fault of a plan.
 *
 * @param number from 1
 * @param kind what is done
 * @param targets to which parts, as the launcher names them; of the brokers one at most, or all
 * @param calm how long after the one before it
 * @param lasting from its beginning until it is taken back
 * @param replaced whether another instance takes over meanwhile; of a service that stands still
 * @param again after how long of each further start it is killed once more; of a crash loop
 * @param skew by how much its clock is ahead, or behind when negative; zero when it is right
 */
public record Fault(
    int number,
    FaultKind kind,
    List<String> targets,
    Duration calm,
    Duration lasting,
    boolean replaced,
    List<Duration> again,
    Duration skew) {

  private static final int MOST_NAMED = 2;

  private String clock() {
    return Math.abs(skew.toSeconds()) + (skew.isNegative() ? " s behind" : " s ahead");
  }

  /** In one line, without its number. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "%s: %s for %.1f s%s%s%s",
        kind.label(),
        targets.size() > MOST_NAMED ? targets.size() + " parts" : String.join(" and ", targets),
        lasting.toMillis() / 1000.0,
        replaced ? ", another instance takes over" : "",
        again.isEmpty() ? "" : ", and " + again.size() + " times more while it starts",
        skew.isZero() ? "" : ", " + clock());
  }
}
