package dev.cascade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.simulation.oracle.Oracle;
import dev.cascade.simulation.run.Outcome;
import dev.cascade.simulation.run.Runs;
import dev.cascade.simulation.world.Sabotage;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The auditor's rules by themselves, without the models of the simulation, can fail. */
class AuditorSeesItTest {

  private static final int MOST_SEEDS = 300;
  private static final int GOOD_SEEDS = 100;

  private final long from = Long.getLong("seed", ThreadLocalRandom.current().nextLong(1L << 40));

  @ParameterizedTest
  @EnumSource(
      names = {"NO_DEDUPLICATION", "NO_TRANSACTIONS", "NO_RELEASE", "NO_FUNDS_CHECK", "NO_FENCING"})
  void theAuditorFindsWhatIsSwitchedOff(Sabotage sabotage) {
    Runs runs = new Runs(sabotage, Oracle::auditorAlone, true);

    Optional<Outcome> found =
        LongStream.range(from, from + MOST_SEEDS)
            .mapToObj(runs::draw)
            .filter(Outcome::isBroken)
            .findFirst();

    System.out.printf(
        "%s, seeds from %d: %s%n",
        sabotage,
        from,
        found
            .map(it -> it.script().seed() - from + 1 + " seeds, " + it.violations().getFirst())
            .orElse("-"));
    assertThat(found).isPresent();
  }

  @Test
  void theAuditorFindsNothingWhereNothingIsSwitchedOff() {
    Runs runs = new Runs(Sabotage.NONE, Oracle::auditorAlone, true);

    assertThat(LongStream.range(from, from + GOOD_SEEDS).mapToObj(runs::draw))
        .as("seeds from %d", from)
        .allSatisfy(outcome -> assertThat(outcome.violations()).isEmpty());
  }
}
