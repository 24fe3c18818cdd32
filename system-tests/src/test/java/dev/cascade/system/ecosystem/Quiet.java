package dev.cascade.system.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.system.history.History;
import dev.cascade.system.invariants.InvariantChecker;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Waits until all work is done, and then holds the whole history against the guarantees; the
 * auditor, which has watched it happen, must have found nothing either.
 */
public final class Quiet {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Quiet() {}

  /**
   * The history of all topics.
   *
   * @throws AssertionError when something stays unsettled or a guarantee is broken
   */
  public static History historyOf(Ecosystem ecosystem) {
    awaitSettled(ecosystem);
    History history = ecosystem.history();
    assertThat(InvariantChecker.violations(history)).as("broken guarantees").isEmpty();
    LiveAuditor.holds(ecosystem);
    return history;
  }

  private static void awaitSettled(Ecosystem ecosystem) {
    try {
      Awaitility.await("all work to be done")
          .pollInSameThread()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(500))
          .atMost(PATIENCE)
          .until(() -> InvariantChecker.unsettled(ecosystem.history()).isEmpty());
    } catch (ConditionTimeoutException e) {
      List<String> left = InvariantChecker.unsettled(ecosystem.history());
      throw new AssertionError(
          "After " + PATIENCE + " there is left:\n" + String.join("\n", left), e);
    }
  }
}
