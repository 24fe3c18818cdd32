package dev.cascade.bench.load;

import java.util.Map;

/**
 * What a schedule came to.
 *
 * @param perSecond the rate that was asked for
 * @param achievedPerSecond successful ends per second of the measured time
 * @param latency from the intended time to the end, of those that succeeded or never ended
 * @param lateness from the intended time to the start: what the driver itself adds
 * @param stalled arrivals that had to wait because too many were in flight
 * @param unfinished operations that had not ended when waiting was over, or could not be started
 * @param backlog operations in flight when the last arrival was due
 * @param failures operations that ended in failure, by kind
 */
public record LoadResult(
    double perSecond,
    double achievedPerSecond,
    Latencies latency,
    Latencies lateness,
    long stalled,
    long unfinished,
    int backlog,
    Map<String, Long> failures) {

  private static final int SMALL_BACKLOG = 10;

  /** Whether the system could not follow, so that the latencies only say how long the test was. */
  public boolean isSaturated() {
    return stalled > 0 || unfinished > 0 || backlog > Math.max(SMALL_BACKLOG, perSecond);
  }

  /** How many operations failed. */
  public long failed() {
    return failures.values().stream().mapToLong(Long::longValue).sum();
  }
}
