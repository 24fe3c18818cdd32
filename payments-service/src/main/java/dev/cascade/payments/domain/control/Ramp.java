package dev.cascade.payments.domain.control;

import java.time.Duration;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The rate that a gate may let in, some time after it was resumed. */
public final class Ramp {

  /** A ramp starts with this share of the full rate. */
  private static final double FLOOR = 0.05;

  private Ramp() {}

  /**
   * Returns the most payments per second; empty for no limit.
   *
   * @param fullRate the rate after the ramp, null for no limit
   * @param length how long the ramp is
   * @param since how long ago the gate was resumed; negative where the clock of whoever resumed it
   *     is ahead
   * @param ceiling what a ramp grows to when there is no limit after it
   */
  public static OptionalDouble rate(
      @Nullable Integer fullRate, Duration length, Duration since, int ceiling) {
    boolean over = !length.isPositive() || since.compareTo(length) >= 0;
    if (over) {
      return fullRate == null ? OptionalDouble.empty() : OptionalDouble.of(fullRate);
    }
    double share = Math.max(FLOOR, (double) since.toNanos() / length.toNanos());
    return OptionalDouble.of(share * (fullRate == null ? ceiling : fullRate));
  }
}
