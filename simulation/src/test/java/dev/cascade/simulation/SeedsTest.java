package dev.cascade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.simulation.run.Campaign;
import dev.cascade.simulation.run.Outcome;
import dev.cascade.simulation.run.Runs;
import dev.cascade.simulation.run.Shrinker;
import dev.cascade.simulation.world.Sabotage;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class SeedsTest {

  private static final long SEEDS = Long.getLong("simulation.seeds", 10_000);

  @Test
  void everyPromiseIsKeptWhateverGoesWrong() {
    Long given = Long.getLong("seed");
    long from = given == null ? ThreadLocalRandom.current().nextLong(1L << 40) : given;
    long count = given == null ? SEEDS : 1;
    System.out.printf("Seeds %d to %d%n", from, from + count - 1);
    int threads = Runtime.getRuntime().availableProcessors();

    Campaign.Result result = new Campaign(from, count, threads, Sabotage.NONE).run(_ -> {});

    assertThat(result.broken().map(SeedsTest::told)).isEmpty();
    assertThat(result.judged()).isGreaterThan(result.seeds() * 100);
  }

  private static String told(Outcome broken) {
    Runs runs = new Runs(Sabotage.NONE);
    Outcome shortest = new Shrinker(runs, 2_000).shrink(broken);
    return "Seed %d, repeat it with -Dseed=%d: %s%n%s"
        .formatted(
            broken.script().seed(),
            broken.script().seed(),
            shortest.violations(),
            String.join("\n", runs.history(shortest.script())));
  }
}
