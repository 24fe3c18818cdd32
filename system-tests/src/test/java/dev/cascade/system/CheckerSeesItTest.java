package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.system.ecosystem.SimulatedLogs;
import dev.cascade.system.history.History;
import dev.cascade.system.history.RecordedHistory;
import dev.cascade.system.invariants.InvariantChecker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The checker of the system tests can fail: it is handed what the services commit when a promise is
 * switched off, and what they commit when none is.
 */
class CheckerSeesItTest {

  private static final int SEEDS = 20;

  /** Some of what is switched off shows in one seed out of ten; then one round is too few. */
  private static final int MOST_ROUNDS = 10;

  private final long from = Long.getLong("seed", ThreadLocalRandom.current().nextLong(1L << 40));

  @TempDir private Path folder;

  private static final Map<String, String> COMPLAINTS =
      Map.of(
          "NO_DEDUPLICATION", "Payment .* debits twice.*",
          "NO_TRANSACTIONS", "Order .* gets a second verdict.*",
          "NO_RELEASE", "Product .* reserved, open orders hold .*",
          "NO_FUNDS_CHECK", "Account .* is overdrawn.*",
          "NO_FENCING", "Order .* has version .* where .* comes next");

  static Set<String> switchedOff() {
    return COMPLAINTS.keySet();
  }

  @ParameterizedTest
  @MethodSource("switchedOff")
  void whatIsSwitchedOffIsFound(String without) {
    Predicate<String> complaints = it -> it.matches(COMPLAINTS.get(without));
    List<String> found = new ArrayList<>();

    for (int round = 0; round < MOST_ROUNDS && found.stream().noneMatch(complaints); round++) {
      found.addAll(found(without, from + round * SEEDS));
    }

    assertThat(found).as("%s, seeds from %d", without, from).anyMatch(complaints);
  }

  /** What the simulation leaves out, the sending of mails first, the checker does complain of. */
  @Test
  void noneOfItIsFoundWhereNothingIsSwitchedOff() {
    assertThat(found("NONE", from))
        .as("seeds from %d", from)
        .noneMatch(it -> COMPLAINTS.values().stream().anyMatch(it::matches));
  }

  private List<String> found(String without, long first) {
    List<String> found = new ArrayList<>();
    for (Path log : SimulatedLogs.of(without, first, SEEDS, folder)) {
      History history = RecordedHistory.of(log);
      found.addAll(InvariantChecker.violations(history));
      found.addAll(InvariantChecker.unsettled(history));
    }
    return found;
  }
}
