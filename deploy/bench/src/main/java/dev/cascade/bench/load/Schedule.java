package dev.cascade.bench.load;

import java.time.Duration;

/**
 * When each operation is due, whatever became of the ones before it.
 *
 * @param perSecond constant arrival rate
 * @param warmUp how long the arrivals at the beginning are left out of the measurement
 * @param measured how long it is measured for
 */
public record Schedule(double perSecond, Duration warmUp, Duration measured) {

  private static final double NANOS_PER_SECOND = 1e9;

  /** Checks that there is something to do. */
  public Schedule {
    if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
      throw new IllegalArgumentException("A rate must be above zero, not " + perSecond);
    }
    if (warmUp.isNegative() || !measured.isPositive()) {
      throw new IllegalArgumentException(
          "Warm-up "
              + warmUp
              + " must not be negative and the time measured "
              + measured
              + " positive");
    }
  }

  /** How many arrivals there are, with those of the warm-up. */
  public long arrivals() {
    return warmUpArrivals() + Math.max(1, arrivalsIn(measured));
  }

  /** How many arrivals are not measured. */
  public long warmUpArrivals() {
    return arrivalsIn(warmUp);
  }

  /** Whether the arrival with this index counts. */
  public boolean isMeasured(long index) {
    return index >= warmUpArrivals();
  }

  /** When the arrival with this index is due, in nanoseconds after the start. */
  public long intendedNanos(long index) {
    return Math.round(index * (NANOS_PER_SECOND / perSecond));
  }

  /** When the measurement begins, in nanoseconds after the start. */
  public long measuredFromNanos() {
    return intendedNanos(warmUpArrivals());
  }

  /** When one more arrival would be due, in nanoseconds after the start. */
  public long endNanos() {
    return intendedNanos(arrivals());
  }

  private long arrivalsIn(Duration time) {
    return Math.round(perSecond * time.toNanos() / NANOS_PER_SECOND);
  }
}
