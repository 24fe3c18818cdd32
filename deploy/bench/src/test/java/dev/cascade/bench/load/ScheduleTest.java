package dev.cascade.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void arrivalsAreEvenlySpacedAndDoNotDrift() {
    Schedule schedule = new Schedule(300, Duration.ofSeconds(1), Duration.ofSeconds(10));

    assertThat(schedule.arrivals()).isEqualTo(3_300);
    assertThat(schedule.intendedNanos(0)).isZero();
    assertThat(schedule.intendedNanos(1)).isEqualTo(3_333_333);
    assertThat(schedule.intendedNanos(300)).isEqualTo(1_000_000_000L);
    assertThat(schedule.intendedNanos(3_000_000)).isEqualTo(10_000_000_000_000L);
  }

  @Test
  void theWarmUpIsNotMeasured() {
    Schedule schedule = new Schedule(10, Duration.ofSeconds(2), Duration.ofSeconds(3));

    assertThat(schedule.isMeasured(19)).isFalse();
    assertThat(schedule.isMeasured(20)).isTrue();
    assertThat(schedule.measuredFromNanos()).isEqualTo(2_000_000_000L);
    assertThat(schedule.endNanos()).isEqualTo(5_000_000_000L);
  }

  @Test
  void aRateBelowOnePerSecondStillHasAnArrival() {
    assertThat(new Schedule(0.1, Duration.ZERO, Duration.ofSeconds(2)).arrivals()).isOne();
  }

  @Test
  void nonsenseIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Schedule(0, Duration.ZERO, Duration.ofSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Schedule(Double.NaN, Duration.ZERO, Duration.ofSeconds(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Schedule(1, Duration.ZERO, Duration.ZERO));
  }
}
