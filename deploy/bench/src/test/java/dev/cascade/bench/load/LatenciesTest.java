package dev.cascade.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  private static final Percentage PRECISION = Percentage.withPercentage(0.2);

  @Test
  void percentilesAreThoseOfTheValues() {
    Latencies latencies = Latencies.of(LongStream.rangeClosed(1, 100_000));

    assertThat(latencies.count()).isEqualTo(100_000);
    assertThat(latencies.p50()).isCloseTo(50_000, PRECISION);
    assertThat(latencies.p90()).isCloseTo(90_000, PRECISION);
    assertThat(latencies.p99()).isCloseTo(99_000, PRECISION);
    assertThat(latencies.p999()).isCloseTo(99_900, PRECISION);
    assertThat(latencies.max()).isCloseTo(100_000, PRECISION);
    assertThat(latencies.mean()).isCloseTo(50_000, PRECISION);
  }

  @Test
  void oneSlowInAThousandShowsInTheLastPercentilesOnly() {
    Latencies latencies =
        Latencies.of(LongStream.concat(LongStream.generate(() -> 10).limit(998), slow(2)));

    assertThat(latencies.p99()).isEqualTo(10);
    assertThat(latencies.p999()).isCloseTo(1_000_000, PRECISION);
    assertThat(latencies.max()).isCloseTo(1_000_000, PRECISION);
  }

  @Test
  void theCurveRisesToTheSlowest() {
    Latencies latencies = Latencies.of(LongStream.rangeClosed(1, 1_000));

    assertThat(latencies.curve())
        .isSortedAccordingTo((a, b) -> Long.compare(a.micros(), b.micros()));
    assertThat(latencies.curve().getLast().percentile()).isEqualTo(100);
    assertThat(latencies.curve().getLast().micros()).isEqualTo(1_000);
  }

  @Test
  void whatLiesBeforeItsBeginningTookNoTime() {
    assertThat(Latencies.of(LongStream.of(-5)).max()).isZero();
  }

  private static LongStream slow(int count) {
    return LongStream.generate(() -> 1_000_000).limit(count);
  }
}
