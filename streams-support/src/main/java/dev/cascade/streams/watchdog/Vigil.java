package dev.cascade.streams.watchdog;

import java.time.Duration;
import org.apache.kafka.streams.KafkaStreams.State;
import org.jspecify.annotations.Nullable;

/**
 * The watch over one application: whether it stands still outside RUNNING, for how long, and how
 * often it was started anew in vain. Time comes in as nanoseconds of the monotonic clock.
 */
final class Vigil {

  /** More restarts than that without success are somebody else's turn: liveness fails. */
  static final int RESTARTS_IN_VAIN = 3;

  private static final int MOST_DOUBLINGS = 4;

  private final long stuckAfterNanos;
  private @Nullable Progress last;
  private long unchangedSince;
  private int restarts;

  Vigil(Duration stuckAfter) {
    this.stuckAfterNanos = stuckAfter.toNanos();
  }

  /** Whether the application, seen so, has stood still for too long. */
  boolean isStuck(Progress now, long nanos) {
    if (now.state() == State.RUNNING) {
      restarts = 0;
    }
    if (now.state() != State.REBALANCING || !now.equals(last)) {
      last = now;
      unchangedSince = nanos;
      return false;
    }
    return nanos - unchangedSince >= patience();
  }

  /** It was started anew, and gets twice the time. */
  void restarted(long nanos) {
    restarts++;
    unchangedSince = nanos;
  }

  /** A reason to wait was found that a restart would not mend. */
  void excused(long nanos) {
    unchangedSince = nanos;
  }

  /** Whether starting it anew has not helped. */
  boolean isHopeless() {
    return restarts > RESTARTS_IN_VAIN;
  }

  private long patience() {
    return stuckAfterNanos << Math.min(restarts, MOST_DOUBLINGS);
  }
}
