package dev.cascade.streams.query;

import java.time.Duration;

/** A moment until which somebody waits, on the monotonic clock. */
public final class Deadline {

  private final long nanos;

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  /** The moment that lies {@code timeout} from now. */
  public static Deadline in(Duration timeout) {
    return new Deadline(System.nanoTime() + timeout.toNanos());
  }

  /** What is left, never negative. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }

  /** Whether nothing is left. */
  public boolean isOver() {
    return left().isZero();
  }
}
