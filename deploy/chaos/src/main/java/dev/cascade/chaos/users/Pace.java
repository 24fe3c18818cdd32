package dev.cascade.chaos.users;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * Begins one thing after another by the clock, or several at once, each in a thread of its own,
 * whatever became of those before; so many at most at the same time.
 */
final class Pace implements AutoCloseable {

  private static final int MOST_UNDER_WAY = 800;

  private final Semaphore places = new Semaphore(MOST_UNDER_WAY);
  private final AtomicLong next = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private volatile boolean paused = true;

  /**
   * A pace that rests at first.
   *
   * @param perSecond how many in the mean
   * @param atOnce how many begin at the same moment
   * @param what is done, with a number from 0 on
   */
  Pace(double perSecond, int atOnce, LongConsumer what) {
    long everyMicros = Math.round(1e6 * atOnce / perSecond);
    var unused =
        clock.scheduleAtFixedRate(
            () -> LongStream.range(0, atOnce).forEach(_ -> begin(what)),
            0,
            everyMicros,
            TimeUnit.MICROSECONDS);
  }

  private void begin(LongConsumer what) {
    if (paused) {
      return;
    }
    if (!places.tryAcquire()) {
      skipped.incrementAndGet();
      return;
    }
    long number = next.getAndIncrement();
    Thread.ofVirtual()
        .start(() -> {
          try {
            what.accept(number);
          } finally {
            places.release();
          }
        });
  }

  void goOn() {
    paused = false;
  }

  /** Begins nothing more, and waits for what was begun. */
  boolean rest(Duration bound) throws InterruptedException {
    paused = true;
    if (!places.tryAcquire(MOST_UNDER_WAY, bound.toMillis(), TimeUnit.MILLISECONDS)) {
      return false;
    }
    places.release(MOST_UNDER_WAY);
    return true;
  }

  /** How many were not begun because too many were under way. */
  long skipped() {
    return skipped.get();
  }

  @Override
  public void close() {
    paused = true;
    clock.shutdownNow();
  }
}
