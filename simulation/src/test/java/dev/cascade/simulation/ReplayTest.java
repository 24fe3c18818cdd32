package dev.cascade.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.simulation.run.Outcome;
import dev.cascade.simulation.run.Runs;
import dev.cascade.simulation.run.Shrinker;
import dev.cascade.simulation.world.Sabotage;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ReplayTest {

  @Test
  void aSeedIsTheSameRunEveryTime() {
    Runs runs = new Runs(Sabotage.NONE);
    Outcome first = runs.draw(17);
    runs.draw(18);
    Outcome again = new Runs(Sabotage.NONE).draw(17);

    assertThat(again.script().steps()).isEqualTo(first.script().steps());
    assertThat(runs.history(again.script())).isEqualTo(runs.history(first.script()));
    assertThat(again.facts()).isEqualTo(first.facts()).isPositive();
  }

  @Test
  void aBrokenRunShrinksAndStillBreaksTheSamePromise() {
    Runs runs = new Runs(Sabotage.NO_FUNDS_CHECK);
    Outcome broken =
        LongStream.range(1, 100)
            .mapToObj(runs::draw)
            .filter(Outcome::isBroken)
            .findFirst()
            .orElseThrow();

    Outcome shortest = new Shrinker(runs, 2_000).shrink(broken);

    assertThat(shortest.script().steps()).hasSizeLessThan(20);
    assertThat(shortest.violations())
        .extracting(violation -> violation.promise())
        .contains(broken.violations().getFirst().promise());
    assertThat(runs.history(shortest.script())).anyMatch(line -> line.contains("a client sends"));
  }
}
