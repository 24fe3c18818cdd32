package dev.cascade.streams.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.Test;

class VigilTest {

  private final Vigil vigil = new Vigil(Duration.ofSeconds(30));

  @Test
  void whatRunsIsNeverStuck() {
    assertThat(seen(State.RUNNING, 0, 0)).isFalse();
    assertThat(seen(State.RUNNING, 0, 1_000)).isFalse();
  }

  @Test
  void whatStandsStillOutsideRunningIsStuckAfterThePatience() {
    assertThat(seen(State.REBALANCING, 187, 0)).isFalse();
    assertThat(seen(State.REBALANCING, 187, 29)).isFalse();
    assertThat(seen(State.REBALANCING, 187, 30)).isTrue();
  }

  @Test
  void aLongRestoreThatMovesIsNotStuck() {
    for (int second = 0; second < 600; second += 20) {
      assertThat(seen(State.REBALANCING, 10_000 - second, second)).isFalse();
    }
  }

  @Test
  void whatFailedIsRestartedBySomebodyElse() {
    assertThat(seen(State.ERROR, 0, 0)).isFalse();
    assertThat(seen(State.ERROR, 0, 100)).isFalse();
    assertThat(seen(State.CREATED, 0, 200)).isFalse();
  }

  @Test
  void eachRestartInVainDoublesThePatience() {
    seen(State.REBALANCING, 187, 0);
    vigil.restarted(seconds(30));

    assertThat(seen(State.REBALANCING, 187, 30 + 59)).isFalse();
    assertThat(seen(State.REBALANCING, 187, 30 + 60)).isTrue();
  }

  @Test
  void severalRestartsInVainAreHopelessUntilItRuns() {
    for (int restart = 0; restart <= Vigil.RESTARTS_IN_VAIN; restart++) {
      assertThat(vigil.isHopeless()).isFalse();
      vigil.restarted(0);
    }
    assertThat(vigil.isHopeless()).isTrue();

    seen(State.RUNNING, 0, 1);

    assertThat(vigil.isHopeless()).isFalse();
  }

  @Test
  void anExcuseGivesTimeAndCountsForNothing() {
    seen(State.REBALANCING, 187, 0);
    vigil.excused(seconds(30));

    assertThat(seen(State.REBALANCING, 187, 59)).isFalse();
    assertThat(seen(State.REBALANCING, 187, 60)).isTrue();
    assertThat(vigil.isHopeless()).isFalse();
  }

  private boolean seen(State state, double remaining, long second) {
    return vigil.isStuck(new Progress(state, Set.of("0_0"), 5, remaining), seconds(second));
  }

  private static long seconds(long count) {
    return Duration.ofSeconds(count).toNanos();
  }
}
