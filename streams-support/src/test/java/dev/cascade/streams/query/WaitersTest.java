package dev.cascade.streams.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WaitersTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final ConcurrentHashMap<String, Integer> store = new ConcurrentHashMap<>();
  private final Waiters<Integer> waiters = new Waiters<>(10_000);

  @Test
  void aValueThatIsPresentAnswersAtOnce() {
    store.put("a", 7);

    assertThat(waitFor("a", 7, LONG).toCompletableFuture().join()).contains(7);
    assertThat(waiters.waiting()).isZero();
  }

  @Test
  void everyoneWhoWaitsForAKeyIsReleasedByItsValue() {
    List<CompletionStage<Optional<Integer>>> answers = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      answers.add(waitFor("a", 7, LONG));
    }
    assertThat(waiters.waiting()).isEqualTo(10_000);

    arrive("a", 7);

    assertThat(answers)
        .allSatisfy(answer -> assertThat(answer.toCompletableFuture().join()).contains(7));
    await().untilAsserted(() -> assertThat(waiters.waiting()).isZero());
  }

  @Test
  void nothingIsKeptOfAKeyThatNobodyWaitsForAnyMore() {
    for (int i = 0; i < 100; i++) {
      var unused = waitFor("present-" + i, i, LONG);
      arrive("present-" + i, i);
      assertThat(waitFor("late-" + i, i, SHORT).toCompletableFuture().join()).isEmpty();
    }

    await().untilAsserted(() -> assertThat(waiters.keys()).isZero());
  }

  @Test
  void aValueThatNobodyWantsReleasesNobody() {
    CompletionStage<Optional<Integer>> answer = waitFor("a", 7, LONG);

    arrive("a", 6);
    arrive("b", 7);

    assertThat(answer.toCompletableFuture()).isNotDone();
  }

  @Test
  void theTimeoutAnswersWithWhatIsThereThen() {
    arrive("a", 6);

    CompletionStage<Optional<Integer>> answer = waitFor("a", 7, SHORT);

    assertThat(answer.toCompletableFuture().join()).contains(6);
    assertThat(waitFor("b", 7, SHORT).toCompletableFuture().join()).isEmpty();
    await().untilAsserted(() -> assertThat(waiters.waiting()).isZero());
  }

  @Test
  void whoWaitsWhileAPartitionLeavesIsToldToLookAgain() {
    CompletionStage<Optional<Integer>> answer = waitFor("a", 7, LONG);

    waiters.disperse(new IllegalStateException("moved"));

    assertThatThrownBy(() -> answer.toCompletableFuture().join()).hasMessageContaining("moved");
    await().untilAsserted(() -> assertThat(waiters.waiting()).isZero());
  }

  @Test
  void aValueThatArrivesDuringTheFirstReadIsNotMissed() {
    AtomicBoolean arrived = new AtomicBoolean();

    CompletionStage<Optional<Integer>> answer =
        waiters.await(
            "a",
            value -> value == 7,
            () -> {
              // the read sees nothing, and the value comes before it returns
              if (arrived.compareAndSet(false, true)) {
                waiters.offer("a", 7);
              }
              return Optional.empty();
            },
            Deadline.in(LONG));

    assertThat(answer.toCompletableFuture().join()).contains(7);
  }

  @Test
  void pastTheLimitANewcomerIsTurnedAwayAndNobodyElseIs() {
    Waiters<Integer> two = new Waiters<>(2);
    CompletionStage<Optional<Integer>> first =
        two.await("a", v -> true, Optional::empty, Deadline.in(LONG));
    CompletionStage<Optional<Integer>> second =
        two.await("b", v -> true, Optional::empty, Deadline.in(LONG));

    assertThatThrownBy(() -> two.await("c", v -> true, Optional::empty, Deadline.in(LONG)))
        .isInstanceOf(TooManyWaitersException.class);

    two.offer("a", 1);
    two.offer("b", 2);
    assertThat(first.toCompletableFuture().join()).contains(1);
    assertThat(second.toCompletableFuture().join()).contains(2);
  }

  @Test
  void aReadThatFailsFailsItsCallerAndLeavesNoWaiter() {
    CompletionStage<Optional<Integer>> answer =
        waiters.await(
            "a",
            v -> true,
            () -> {
              throw new IllegalStateException("store is closed");
            },
            Deadline.in(LONG));

    assertThatThrownBy(() -> answer.toCompletableFuture().join())
        .hasRootCauseMessage("store is closed");
    assertThat(waiters.waiting()).isZero();
  }

  @Test
  void aQuestionThatFailsFailsItsCallerAndNeitherTheViewNorAnybodyElse() {
    CompletionStage<Optional<Integer>> failing =
        waiters.await(
            "a",
            value -> {
              throw new IllegalStateException("another store moves");
            },
            () -> Optional.ofNullable(store.get("a")),
            Deadline.in(LONG));
    CompletionStage<Optional<Integer>> other = waitFor("a", 7, LONG);

    arrive("a", 7);

    assertThatThrownBy(() -> failing.toCompletableFuture().join())
        .hasRootCauseMessage("another store moves");
    assertThat(other.toCompletableFuture().join()).contains(7);
    await().untilAsserted(() -> assertThat(waiters.waiting()).isZero());
  }

  @Test
  void anErrorInTheFirstReadLeavesNoWaiter() {
    CompletionStage<Optional<Integer>> answer =
        waiters.await(
            "a",
            v -> true,
            () -> {
              throw new NoClassDefFoundError("in a read");
            },
            Deadline.in(LONG));

    assertThat(answer.toCompletableFuture()).isCompletedExceptionally();
    assertThat(waiters.waiting()).isZero();
  }

  private CompletionStage<Optional<Integer>> waitFor(String key, int value, Duration timeout) {
    return waiters.await(
        key,
        present -> present == value,
        () -> Optional.ofNullable(store.get(key)),
        Deadline.in(timeout));
  }

  private void arrive(String key, int value) {
    store.put(key, value);
    waiters.offer(key, value);
  }
}
