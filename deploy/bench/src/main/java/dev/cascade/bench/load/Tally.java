package dev.cascade.bench.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of the operations; used by the driver and by whoever completes them. */
final class Tally {

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final int MAX_FAILURE_KINDS = 20;

  private final Schedule schedule;
  private final long start;
  private final Histogram latencies = new ConcurrentHistogram(Latencies.PRECISION_DIGITS);
  private final Histogram lateness = new Histogram(Latencies.PRECISION_DIGITS);
  private final Map<Long, Boolean> inFlight = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
  private final LongAdder endedInWindow = new LongAdder();
  private long stalled;
  private long unfinished;
  private int backlog;

  Tally(Schedule schedule, long start) {
    this.schedule = schedule;
    this.start = start;
    latencies.setAutoResize(true);
    lateness.setAutoResize(true);
  }

  void starts(long index, long lateNanos) {
    inFlight.put(index, true);
    if (schedule.isMeasured(index)) {
      lateness.recordValue(micros(lateNanos));
    }
  }

  void stalls() {
    stalled++;
  }

  void ends(long index, long now, @Nullable Throwable failure) {
    if (inFlight.remove(index) == null) {
      return;
    }
    long end = now - start;
    if (failure == null && end >= schedule.measuredFromNanos() && end <= schedule.endNanos()) {
      endedInWindow.increment();
    }
    if (failure != null) {
      failures.computeIfAbsent(kindOf(failure), _ -> new LongAdder()).increment();
    } else if (schedule.isMeasured(index)) {
      latencies.recordValue(micros(end - schedule.intendedNanos(index)));
    }
  }

  void scheduleEnds() {
    backlog = inFlight.size();
  }

  void awaitNoneInFlight(long giveUp) {
    while (!inFlight.isEmpty() && System.nanoTime() < giveUp) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** Whatever has not ended by now is counted with the time that it has waited. */
  void giveUp(long firstUnsent, long now) {
    for (long index : inFlight.keySet()) {
      abandon(index, now);
    }
    for (long index = firstUnsent; index < schedule.arrivals(); index++) {
      inFlight.put(index, true);
      abandon(index, now);
    }
  }

  LoadResult result() {
    Map<String, Long> counts = new TreeMap<>();
    failures.forEach((kind, count) -> counts.put(kind, count.sum()));
    double seconds = (schedule.endNanos() - schedule.measuredFromNanos()) / 1e9;
    return new LoadResult(
        schedule.perSecond(),
        endedInWindow.sum() / seconds,
        Latencies.of(latencies),
        Latencies.of(lateness),
        stalled,
        unfinished,
        backlog,
        Map.copyOf(counts));
  }

  private void abandon(long index, long now) {
    if (inFlight.remove(index) == null) {
      return;
    }
    unfinished++;
    if (schedule.isMeasured(index)) {
      latencies.recordValue(micros(now - start - schedule.intendedNanos(index)));
    }
  }

  private String kindOf(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : failure;
    String kind =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return failures.containsKey(kind) || failures.size() < MAX_FAILURE_KINDS ? kind : "others";
  }

  private static long micros(long nanos) {
    return Math.max(0, nanos / 1_000);
  }
}
