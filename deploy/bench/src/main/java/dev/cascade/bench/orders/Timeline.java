package dev.cascade.bench.orders;

import java.util.concurrent.atomic.AtomicLongArray;

/** When the marks of one order were reached, in microseconds since 1970; by several threads. */
public final class Timeline {

  private final AtomicLongArray micros = new AtomicLongArray(Mark.values().length);

  /** Notes a mark; when it is reached more than once, the last time counts. */
  public void reach(Mark mark, long epochMicros) {
    micros.accumulateAndGet(mark.ordinal(), epochMicros, Math::max);
  }

  /** Whether the mark was reached. */
  public boolean has(Mark mark) {
    return micros.get(mark.ordinal()) != 0;
  }

  /** The time between two marks, never below zero: records tell milliseconds only. */
  public long between(Mark from, Mark to) {
    return Math.max(0, micros.get(to.ordinal()) - micros.get(from.ordinal()));
  }

  long at(Mark mark) {
    return micros.get(mark.ordinal());
  }
}
