package dev.cascade.bench.load;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts operations by the clock and measures each from the moment at which it was due.
 *
 * <p>A slow system does not slow the arrivals down. Where the bound on operations in flight makes
 * an arrival wait, its latency still counts from the intended time, and the wait is reported. What
 * is not answered in the end counts with the time that it had waited until then. So nothing that a
 * user would have felt is omitted.
 */
public final class OpenLoop {

  private static final long LEAD_NANOS = Duration.ofMillis(20).toNanos();

  private final Schedule schedule;
  private final int maxInFlight;
  private final Duration drain;

  /**
   * A driver.
   *
   * @param maxInFlight most operations that are under way at the same time
   * @param drain how long answers are waited for after the last arrival
   */
  public OpenLoop(Schedule schedule, int maxInFlight, Duration drain) {
    if (maxInFlight < 1) {
      throw new IllegalArgumentException("At least one operation in flight, not " + maxInFlight);
    }
    this.schedule = schedule;
    this.maxInFlight = maxInFlight;
    this.drain = drain;
  }

  /** Runs the whole schedule. */
  public LoadResult run(Operation operation, Window window) throws InterruptedException {
    long start = System.nanoTime() + LEAD_NANOS;
    long giveUp = start + schedule.endNanos() + drain.toNanos();
    Tally tally = new Tally(schedule, start);
    Thread watcher = watch(window, start);
    try {
      long sent = sendAll(operation, tally, new Semaphore(maxInFlight), start, giveUp);
      sleepUntil(start + schedule.endNanos());
      tally.scheduleEnds();
      tally.awaitNoneInFlight(giveUp);
      tally.giveUp(sent, System.nanoTime());
    } finally {
      watcher.join();
    }
    return tally.result();
  }

  /** The index of the first arrival that could not be sent. */
  private long sendAll(Operation operation, Tally tally, Semaphore places, long start, long giveUp)
      throws InterruptedException {
    long arrivals = schedule.arrivals();
    for (long index = 0; index < arrivals; index++) {
      long intended = start + schedule.intendedNanos(index);
      sleepUntil(intended);
      if (!places.tryAcquire()) {
        tally.stalls();
        if (!places.tryAcquire(giveUp - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          return index;
        }
      }
      send(operation, tally, places, index, intended);
    }
    return arrivals;
  }

  private static void send(
      Operation operation, Tally tally, Semaphore places, long index, long intended) {
    tally.starts(index, System.nanoTime() - intended);
    try {
      operation
          .start(index, intended)
          .whenComplete((answer, failure) -> {
            tally.ends(index, System.nanoTime(), failure);
            places.release();
          });
    } catch (RuntimeException e) {
      tally.ends(index, System.nanoTime(), e);
      places.release();
    }
  }

  private Thread watch(Window window, long start) {
    return Thread.ofVirtual()
        .name("window")
        .start(() -> {
          sleepUntil(start + schedule.measuredFromNanos());
          window.begins();
          sleepUntil(start + schedule.endNanos());
          window.ends();
        });
  }

  private static void sleepUntil(long nanoTime) {
    long left = nanoTime - System.nanoTime();
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = nanoTime - System.nanoTime();
    }
  }
}
