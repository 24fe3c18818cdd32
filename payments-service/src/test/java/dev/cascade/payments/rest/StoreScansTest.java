package dev.cascade.payments.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.Deadline;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreScansTest {

  private static final Deadline OVER = Deadline.in(Duration.ZERO);
  private static final Deadline LATE = Deadline.in(Duration.ofMinutes(1));

  private final StoreScans scans = new StoreScans();

  @AfterEach
  void close() {
    scans.close();
  }

  @Test
  void aScanIsMadeOnAThreadOfTheSystem() throws InterruptedException {
    List<Boolean> virtual = new CopyOnWriteArrayList<>();
    Thread caller =
        Thread.ofVirtual()
            .start(() -> virtual.add(scans.run(LATE, _ -> Thread.currentThread().isVirtual())));

    caller.join();

    assertThat(virtual).containsExactly(false);
  }

  @Test
  void whoeverDoesNotWaitIsToldWhatIsFoundAtOnce() {
    StoreScans patient = new StoreScans(Duration.ofMinutes(1));

    int found = patient.run(OVER, until -> all(StoreScans.within(until, List.of(1, 2).iterator())));

    assertThat(found).isEqualTo(2);
    patient.close();
  }

  @Test
  void scansThatOutlastTheirCallersMakeRoomForOthers() {
    for (int i = 0; i < 3; i++) {
      assertTooLong(() -> scans.run(OVER, StoreScansTest::endless));
    }

    int found = scans.run(LATE, _ -> 7);

    assertThat(found).isEqualTo(7);
  }

  @Test
  void anEntryThatTakesLongKeepsNobodyPastHisDeadline() {
    CountDownLatch held = new CountDownLatch(1);

    assertTooLong(() -> scans.run(OVER, _ -> await(held)));

    held.countDown();
  }

  @Test
  void noEntryIsTakenAfterTheDeadline() {
    assertTooLong(() -> StoreScans.within(OVER, List.of(1).iterator()).hasNext());
  }

  @Test
  void aStoreThatMovesIsToldToTheCallerAsItIs() {
    assertThatThrownBy(() ->
            scans.run(
                LATE,
                _ -> {
                  throw new InvalidStateStoreException("It moves");
                }))
        .isInstanceOf(InvalidStateStoreException.class);
  }

  private static int endless(Deadline until) {
    return all(StoreScans.within(until, Stream.generate(() -> 1).iterator()));
  }

  private static int all(Iterator<Integer> entries) {
    int count = 0;
    while (entries.hasNext()) {
      entries.next();
      count++;
    }
    return count;
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertTooLong(ThrowingCallable scan) {
    assertThatThrownBy(scan)
        .isInstanceOfSatisfying(
            ProblemException.class, it -> assertThat(it.problem().status()).isEqualTo(504));
  }
}
