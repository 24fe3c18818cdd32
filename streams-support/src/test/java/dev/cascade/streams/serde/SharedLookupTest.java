package dev.cascade.streams.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SharedLookupTest {

  private static final int MANY = 20;

  private final AtomicInteger lookups = new AtomicInteger();

  @Test
  void whatWasFoundIsNotLookedUpAgain() {
    SharedLookup<String, Integer> lengths = new SharedLookup<>(this::length);

    assertThat(List.of(lengths.of("one"), lengths.of("four"), lengths.of("one")))
        .containsExactly(3, 4, 3);
    assertThat(lookups).hasValue(2);
  }

  @Test
  void aFailureIsNotRemembered() {
    SharedLookup<String, Integer> lengths =
        new SharedLookup<>(text -> {
          if (lookups.incrementAndGet() == 1) {
            throw new RegistryUnavailableException("no answer", null);
          }
          return text.length();
        });

    assertThatThrownBy(() -> lengths.of("one")).isInstanceOf(RegistryUnavailableException.class);
    assertThat(lengths.of("one")).isEqualTo(3);
  }

  /** One lookup takes as long as nobody answers; in a row, the last would wait for all. */
  @Test
  @Timeout(60)
  void whoAsksMeanwhileWaitsForTheSameLookupAndSharesItsFailure() throws Exception {
    CountDownLatch mayFail = new CountDownLatch(1);
    SharedLookup<String, Integer> lengths =
        new SharedLookup<>(_ -> {
          lookups.incrementAndGet();
          awaited(mayFail);
          throw new RegistryUnavailableException("no answer", null);
        });
    try (ExecutorService callers =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      Thread[] threads = new Thread[MANY];
      List<Future<Integer>> answers =
          IntStream.range(0, MANY)
              .mapToObj(i -> callers.submit(asking(lengths, threads, i)))
              .toList();
      while (!allWait(threads)) {
        Thread.onSpinWait();
      }
      mayFail.countDown();

      for (Future<Integer> answer : answers) {
        assertThatThrownBy(answer::get)
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(RegistryUnavailableException.class);
      }
    }
    assertThat(lookups).hasValue(1);
  }

  private static Callable<Integer> asking(
      SharedLookup<String, Integer> lengths, Thread[] threads, int number) {
    return () -> {
      synchronized (threads) {
        threads[number] = Thread.currentThread();
      }
      return lengths.of("one");
    };
  }

  private static boolean allWait(Thread[] threads) {
    synchronized (threads) {
      return IntStream.range(0, threads.length)
          .allMatch(i -> threads[i] != null && threads[i].getState() == Thread.State.WAITING);
    }
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int length(String text) {
    lookups.incrementAndGet();
    return text.length();
  }
}
