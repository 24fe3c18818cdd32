package dev.cascade.payments.domain.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RampTest {

  private static final int CEILING = 1_000;

  @ParameterizedTest
  @CsvSource({
    // ramp, since the resume, full rate, rate
    "10000, 0, 200, 10",
    "10000, 100, 200, 10",
    "10000, 1000, 200, 20",
    "10000, 5000, 200, 100",
    "10000, 9999, 200, 199.98",
    "10000, 10000, 200, 200",
    "10000, 0, , 50",
    "10000, 5000, , 500",
    "0, 0, 200, 200",
    "0, -1000, 200, 200",
    "10000, -1000, 200, 10",
  })
  void theRateGrowsEvenlyFromASmallShareToTheFullOne(
      long rampMillis, long sinceMillis, @Nullable Integer fullRate, double rate) {
    assertThat(
            Ramp.rate(
                fullRate, Duration.ofMillis(rampMillis), Duration.ofMillis(sinceMillis), CEILING))
        .hasValueCloseTo(rate, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"10000, 10000", "10000, 99999", "0, 0", "0, -1", "0, -1000"})
  void afterTheRampThereIsNoLimitUnlessOneIsSet(long rampMillis, long sinceMillis) {
    assertThat(
            Ramp.rate(null, Duration.ofMillis(rampMillis), Duration.ofMillis(sinceMillis), CEILING))
        .isEmpty();
  }
}
