package dev.cascade.streams.shadow;

import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.processor.internals.StreamThread;

/**
 * The clock on the wall at the time of the history, for the threads that process it; everybody else
 * sees the present. What an application decides by the time of day, and its deadlines, it decides
 * as when the record was new.
 */
public final class HistoryTime implements Time {

  private volatile long millis;

  /** The time of the history. */
  public long now() {
    return millis;
  }

  /** Moves the clock on; it never goes back. */
  void advanceTo(long time) {
    millis = Math.max(millis, time);
  }

  @Override
  public long milliseconds() {
    return Thread.currentThread() instanceof StreamThread ? millis : SYSTEM.milliseconds();
  }

  @Override
  public long nanoseconds() {
    return SYSTEM.nanoseconds();
  }

  @Override
  public void sleep(long millis) {
    SYSTEM.sleep(millis);
  }

  @Override
  public void waitObject(Object monitor, Supplier<Boolean> condition, long deadlineMillis)
      throws InterruptedException {
    SYSTEM.waitObject(monitor, condition, deadlineMillis);
  }
}
