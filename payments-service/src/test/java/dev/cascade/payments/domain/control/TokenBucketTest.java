package dev.cascade.payments.domain.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

  private static final long SECOND = 1_000_000_000L;

  private final TokenBucket bucket = new TokenBucket(0);

  @Test
  void overALongTimeNoMoreEntersThanTheRateGives() {
    long entered = 0;
    for (long now = 0; now < 100 * SECOND; now += SECOND / 1_000) {
      if (bucket.debt(20, now).isZero()) {
        bucket.take();
        entered++;
      }
    }

    assertThat(entered).isBetween(1_990L, 2_002L);
  }

  @Test
  void whoTakesWhatIsNotThereHasToWaitUntilItIs() {
    bucket.take();
    bucket.take();

    assertThat(bucket.debt(20, 0)).isEqualTo(Duration.ofMillis(100));
    assertThat(bucket.debt(20, SECOND / 20)).isEqualTo(Duration.ofMillis(50));
    assertThat(bucket.debt(20, SECOND / 10)).isZero();
  }

  @Test
  void anIdleHourSavesUpNoBurst() {
    bucket.debt(100, 3_600 * SECOND);
    for (int i = 0; i < 6; i++) {
      bucket.take();
    }

    assertThat(bucket.debt(100, 3_600 * SECOND)).isEqualTo(Duration.ofMillis(10));
  }

  @Test
  void withoutALimitThereIsNeitherDebtNorSaving() {
    bucket.take();
    bucket.reset(SECOND);

    assertThat(bucket.debt(1, SECOND)).isZero();
    bucket.take();
    assertThat(bucket.debt(1, SECOND)).isEqualTo(Duration.ofSeconds(1));
  }
}
