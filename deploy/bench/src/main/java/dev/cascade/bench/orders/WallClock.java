package dev.cascade.bench.orders;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Tells what time of day a value of {@link System#nanoTime()} was. */
public final class WallClock {

  private final long offsetMicros;

  /** A clock that is set now. */
  public WallClock() {
    offsetMicros =
        ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - System.nanoTime() / 1_000;
  }

  /** Microseconds since 1970. */
  public long epochMicros(long nanoTime) {
    return offsetMicros + nanoTime / 1_000;
  }
}
