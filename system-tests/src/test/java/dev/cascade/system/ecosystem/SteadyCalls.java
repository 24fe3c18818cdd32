package dev.cascade.system.ecosystem;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** One call after the other at a steady pace, until closed; counts what was accepted. */
final class SteadyCalls implements AutoCloseable {

  private static final Duration PACE = Duration.ofMillis(20);
  private static final long BOUND_SECONDS = 90;

  private final String what;
  private final List<String> accepted = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private volatile boolean stopped;

  /**
   * No calls yet.
   *
   * @param what is accepted, in the plural
   */
  SteadyCalls(String what) {
    this.what = what;
  }

  /** Begins; a call takes as long as it needs, and asks {@link #isStopped} meanwhile. */
  void start(Runnable call) {
    start(call, PACE);
  }

  /** Begins, with so long a pause between calls. */
  void start(Runnable call, Duration pause) {
    var unused = clock.scheduleWithFixedDelay(call, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Notes what a call got through. */
  void accept(String id) {
    accepted.add(id);
  }

  /** What was accepted so far. */
  List<String> accepted() {
    return List.copyOf(accepted);
  }

  /** How many were accepted so far. */
  int count() {
    return accepted.size();
  }

  /** Waits until that many more than now were accepted. */
  void awaitMore(int count) {
    int wanted = count() + count;
    Awaitility.await(count + " more " + what + " to be accepted")
        .atMost(Duration.ofSeconds(BOUND_SECONDS))
        .until(() -> count() >= wanted);
  }

  /** Whether a call has to give up. */
  boolean isStopped() {
    return stopped;
  }

  /** Waits for the call that is under way. */
  @Override
  public void close() {
    clock.shutdown();
    try {
      if (!clock.awaitTermination(BOUND_SECONDS, TimeUnit.SECONDS)) {
        stopped = true;
        throw new AssertionError("One of the " + what + " is not accepted: number " + count());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
