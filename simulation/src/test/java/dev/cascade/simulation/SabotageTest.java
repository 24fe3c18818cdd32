package dev.cascade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.simulation.run.Campaign;
import dev.cascade.simulation.run.Outcome;
import dev.cascade.simulation.world.Sabotage;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The checks can fail: what is switched off is found. */
class SabotageTest {

  private static final long MOST_SEEDS = 300;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void whatIsSwitchedOffIsFound(Sabotage sabotage) {
    long from = Long.getLong("seed", ThreadLocalRandom.current().nextLong(1L << 40));

    Campaign.Result result = new Campaign(from, MOST_SEEDS, 1, sabotage).run(_ -> {});

    System.out.printf(
        "%s, seeds from %d: %s after %d seeds%n",
        sabotage,
        from,
        result.broken().map(Outcome::violations).map(it -> it.getFirst().promise()).orElse("-"),
        result.seeds());
    assertThat(result.broken()).isPresent();
  }
}
