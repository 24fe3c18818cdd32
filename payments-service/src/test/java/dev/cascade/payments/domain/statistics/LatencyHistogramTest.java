package dev.cascade.payments.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.Seed;
import dev.cascade.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyHistogramTest {

  private static final int SEEDS = 500;
  private static final long LONGEST_MILLIS = 100_000;

  @Test
  void percentilesOfMergedPartsAreThoseOfAllValues() {
    Seeds.forEach(SEEDS, LatencyHistogramTest::assertMergedPercentiles);
  }

  private static void assertMergedPercentiles(Seed seed) {
    List<Long> values = new ArrayList<>();
    LatencyHistogram merged = LatencyHistogram.EMPTY;
    for (int part = seed.intBetween(1, 4); part > 0; part--) {
      LatencyHistogram histogram = LatencyHistogram.EMPTY;
      for (int n = seed.intBetween(0, 20); n > 0; n--) {
        // Mostly quick, and slow ones in some parts only: then averages would be far off.
        long value = seed.chance(0.8) ? seed.longBetween(0, 50) : seed.longBetween(0, 90_000);
        values.add(value);
        histogram = histogram.plus(value);
      }
      merged = merged.merge(histogram);
    }
    values.sort(Long::compare);
    assertThat(merged.count()).isEqualTo(values.size());
    for (double share : new double[] {0.5, 0.9, 0.99, 1}) {
      if (!values.isEmpty()) {
        int rank = Math.max(1, (int) Math.ceil(share * values.size()));
        assertIsWithinABucket(merged.percentile(share), values.get(rank - 1));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 63, 64, 65, 127, 128, 1_000, 4_095, 4_096, LONGEST_MILLIS})
  void aValueIsToldExactlyBelow64AndWithinAThirtySecondAbove(long millis) {
    assertIsWithinABucket(LatencyHistogram.EMPTY.plus(millis).percentile(0.5), millis);
  }

  @Test
  void withoutValuesThereIsNoLatency() {
    assertThat(LatencyHistogram.EMPTY.percentile(0.99)).isZero();
  }

  private static void assertIsWithinABucket(long told, long value) {
    assertThat(told).isBetween(value, value < 64 ? value : value + value / 32);
  }
}
