package dev.cascade.console.topics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateTest {

  private static final long START = 1_000_000;

  private final Rate rate = new Rate();

  @Test
  void itIsTheMeanOfTheLastFiveWholeSeconds() {
    for (int second = 0; second < 5; second++) {
      for (int i = 0; i < 10; i++) {
        rate.count(START + second * 1_000L);
      }
    }

    assertThat(rate.perSecond(START + 5_000)).isEqualTo(10);
  }

  @Test
  void theSecondThatRunsIsNotCountedYet() {
    rate.count(START);

    assertThat(rate.perSecond(START + 999)).isZero();
    assertThat(rate.perSecond(START + 1_000)).isEqualTo(0.2);
  }

  @Test
  void whatIsLongAgoIsForgotten() {
    rate.count(START);

    assertThat(rate.perSecond(START + 5_000)).isEqualTo(0.2);
    assertThat(rate.perSecond(START + 6_000)).isZero();
  }

  @Test
  void aSlotThatIsUsedAgainStartsAtZero() {
    rate.count(START);
    rate.count(START + 6_000);

    assertThat(rate.perSecond(START + 7_000)).isEqualTo(0.2);
  }
}
