package dev.cascade.payments.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GateDoorTest {

  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  @Test
  void opensOnceAndClosesAsOftenAsItIsTold() {
    GateDoor door = new GateDoor(() -> done.add("shut"), () -> done.add("admit"));
    door.close();
    door.open();
    door.open();
    door.close();

    assertThat(done).containsExactly("shut", "admit", "shut");
    assertThat(door.isOpen()).isFalse();
  }

  /** A payment that enters shuts the door, and before that is done the debt is paid. */
  @Test
  @Timeout(30)
  void whoOpensItWhileAnotherIsAboutToShutItComesBeforeOrAfter() throws Exception {
    CountDownLatch aboutToShut = new CountDownLatch(1);
    Thread[] opener = new Thread[1];
    GateDoor door =
        new GateDoor(
            () -> {
              aboutToShut.countDown();
              awaitBlockedOrEnded(opener[0]);
              done.add("shut");
            },
            () -> done.add("admit"));
    opener[0] =
        Thread.ofPlatform()
            .unstarted(() -> {
              try {
                aboutToShut.await();
                door.open();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    opener[0].start();

    door.close();
    opener[0].join();

    assertThat(door.isOpen()).isEqualTo(done.getLast().equals("admit"));
  }

  private static void awaitBlockedOrEnded(Thread thread) {
    while (thread.getState() != Thread.State.BLOCKED && thread.isAlive()) {
      Thread.onSpinWait();
    }
  }
}
