package dev.cascade.email.domain;

import static dev.cascade.email.domain.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

  private final RetryPolicy policy =
      new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(1), 1_000, Duration.ofHours(24));

  @ParameterizedTest
  @CsvSource({"1, 1000", "2, 2000", "3, 4000", "6, 32000", "7, 60000", "8, 60000", "999, 60000"})
  void theWaitDoublesUpToTheLongest(int attempts, long millis) {
    assertThat(policy.next(attempts, NOON, NOON, 0.5)).contains(NOON.plusMillis(millis));
  }

  @Test
  void theJitterSpreadsTheWaitByAQuarter() {
    assertThat(policy.next(3, NOON, NOON, 0)).contains(NOON.plusMillis(3_000));
    assertThat(policy.next(3, NOON, NOON, 1)).contains(NOON.plusMillis(5_000));
  }

  @Test
  void afterTheLastAttemptThereIsNoNext() {
    assertThat(policy.next(999, NOON, NOON, 0.5)).isPresent();
    assertThat(policy.next(1_000, NOON, NOON, 0.5)).isEmpty();
  }

  @Test
  void anAttemptBeyondThePatienceIsNotMade() {
    assertThat(policy.next(7, NOON, NOON.plus(Duration.ofHours(24)).minusSeconds(60), 0.5))
        .isPresent();
    assertThat(policy.next(7, NOON, NOON.plus(Duration.ofHours(24)).minusSeconds(59), 0.5))
        .isEmpty();
  }

  @Test
  void boundsThatAreNoneAreRefused() {
    Duration second = Duration.ofSeconds(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(Duration.ZERO, second, 1, second));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(second, Duration.ofMillis(1), 1, second));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryPolicy(second, second, 0, second));
  }
}
