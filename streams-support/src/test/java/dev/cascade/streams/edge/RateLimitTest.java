package dev.cascade.streams.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Nanoseconds have no beginning: they may pass the end of a long. */
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND);

  private final RateLimit limit = new RateLimit(10, 5, 3, now::get);

  @Test
  void aBurstPassesAndThenTheRate() {
    assertThat(passed("ann", 20)).isEqualTo(5);
    for (int second = 0; second < 3; second++) {
      now.addAndGet(SECOND / 10);
      assertThat(passed("ann", 20)).isEqualTo(1);
    }
    now.addAndGet(10 * SECOND);
    assertThat(passed("ann", 20)).as("after a silence").isEqualTo(5);
  }

  @Test
  void whoIsRefusedIsToldTheTimeAfterWhichHePasses() {
    passed("ann", 5);

    long wait = limit.waitNanos("ann");

    assertThat(wait).isBetween(1L, SECOND / 10);
    now.addAndGet(wait - 1);
    assertThat(limit.waitNanos("ann")).isEqualTo(1);
    now.addAndGet(1);
    assertThat(limit.waitNanos("ann")).isZero();
  }

  @Test
  void oneDoesNotPayForAnother() {
    passed("ann", 20);

    assertThat(passed("bob", 5)).isEqualTo(5);
  }

  @Test
  void callersAreBoundedAndThoseBeyondShareWhatOneMayAsk() {
    IntStream.range(0, 3).forEach(i -> passed("known-" + i, 5));

    long passed = IntStream.range(0, 100).mapToLong(i -> passed("stranger-" + i, 1)).sum();

    assertThat(passed).isEqualTo(5);
    assertThat(limit.callers()).isEqualTo(3);
  }

  @Test
  void whoHasPaidForEverythingIsForgottenForWhoComesNow() {
    IntStream.range(0, 3).forEach(i -> passed("known-" + i, 5));
    now.addAndGet(2 * SECOND);

    assertThat(passed("stranger", 5)).isEqualTo(5);
    assertThat(limit.callers()).isEqualTo(1);
  }

  private long passed(String caller, int times) {
    return LongStream.range(0, times).filter(_ -> limit.waitNanos(caller) == 0).count();
  }
}
