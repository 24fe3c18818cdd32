package dev.cascade.streams.edge;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How often each caller may ask: steadily at a rate, and a burst at once after a silence. One
 * number is kept for a caller, the time at which all that he has asked will have been paid for (the
 * generic cell rate algorithm), so who has paid for everything can be forgotten. Thread-safe.
 */
final class RateLimit {

  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long intervalNanos;
  private final long slackNanos;
  private final int mostCallers;
  private final LongSupplier clock;
  private final Map<String, AtomicLong> paidAt = new ConcurrentHashMap<>();
  private final AtomicLong others;
  private final AtomicLong forgottenAt;

  /**
   * Nobody has asked yet.
   *
   * @param perSecond 1 or more
   * @param burst 1 or more
   * @param mostCallers who are told apart; the others share what one may ask
   * @param clock nanoseconds since some moment
   */
  RateLimit(int perSecond, int burst, int mostCallers, LongSupplier clock) {
    this.intervalNanos = SECOND_NANOS / perSecond;
    this.slackNanos = intervalNanos * (burst - 1);
    this.mostCallers = mostCallers;
    this.clock = clock;
    this.others = new AtomicLong(clock.getAsLong());
    this.forgottenAt = new AtomicLong(clock.getAsLong() - SECOND_NANOS);
  }

  /** 0 when the caller may ask now; else the nanoseconds until he may, and nothing is counted. */
  long waitNanos(String caller) {
    long now = clock.getAsLong();
    AtomicLong paid = paidAt.get(caller);
    return ask(paid == null ? newcomer(caller, now) : paid, now);
  }

  private long ask(AtomicLong paid, long now) {
    while (true) {
      long before = paid.get();
      long ahead = Math.max(0, before - now);
      if (ahead > slackNanos) {
        return ahead - slackNanos;
      }
      if (paid.compareAndSet(before, now + ahead + intervalNanos)) {
        return 0;
      }
    }
  }

  private AtomicLong newcomer(String caller, long now) {
    if (paidAt.size() >= mostCallers) {
      forgetWhoHasPaid(now);
    }
    return paidAt.size() >= mostCallers
        ? others
        : paidAt.computeIfAbsent(caller, _ -> new AtomicLong(now));
  }

  /** At most once a second: whoever comes under many names must not make this the work. */
  private void forgetWhoHasPaid(long now) {
    long last = forgottenAt.get();
    if (now - last >= SECOND_NANOS && forgottenAt.compareAndSet(last, now)) {
      paidAt.values().removeIf(paid -> paid.get() - now <= 0);
    }
  }

  /** How many callers are known now. */
  int callers() {
    return paidAt.size();
  }
}
