package dev.cascade.console.topics;

import java.util.Arrays;

/** Counts per second over the last few whole seconds. For one thread. */
final class Rate {

  private static final int SECONDS = 5;
  private static final long MILLIS = 1_000;

  // One slot for the second that runs, which is not counted yet.
  private final long[] counts = new long[SECONDS + 1];
  private final long[] seconds = new long[SECONDS + 1];

  Rate() {
    Arrays.fill(seconds, Long.MIN_VALUE);
  }

  void count(long nowMillis) {
    long second = nowMillis / MILLIS;
    int slot = (int) (second % counts.length);
    if (seconds[slot] != second) {
      seconds[slot] = second;
      counts[slot] = 0;
    }
    counts[slot]++;
  }

  double perSecond(long nowMillis) {
    long present = nowMillis / MILLIS;
    long sum = 0;
    for (int slot = 0; slot < counts.length; slot++) {
      if (seconds[slot] < present && seconds[slot] >= present - SECONDS) {
        sum += counts[slot];
      }
    }
    return (double) sum / SECONDS;
  }
}
