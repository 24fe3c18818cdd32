package dev.cascade.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TogetherTest {

  @Test
  void theFirstFailureEndsTheOthers() {
    CountDownLatch never = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    Runnable waits =
        () -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            interrupted.set(true);
          }
        };
    Runnable fails =
        () -> {
          throw new IllegalArgumentException("this one");
        };

    assertThatThrownBy(() -> Together.run(List.of(waits, fails))).hasMessage("this one");
    assertThat(interrupted).isTrue();
  }

  @Test
  void neverMoreThanTheBoundRunAtOnce() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Runnable task =
        () -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          Thread.yield();
          running.decrementAndGet();
        };

    Together.run(java.util.Collections.nCopies(200, task), 3);

    assertThat(most.get()).isBetween(1, 3);
  }
}
