package dev.cascade.payments.domain.control;

import java.time.Duration;

/**
 * Counts what may enter at a rate. It may go negative: whoever enters is never held up, the gate is
 * closed afterwards until the debt is paid. Thread-safe; time is an argument.
 */
public final class TokenBucket {

  private static final double NANOS_PER_SECOND = 1e9;

  /** Holds at most this much of a second's tokens, so an idle gate does not save up a burst. */
  private static final double BURST_SECONDS = 0.05;

  private double tokens;
  private long lastNanos;

  /** A bucket that is empty at the given time. */
  public TokenBucket(long nowNanos) {
    this.lastNanos = nowNanos;
  }

  /** Takes one token, whether it is there or not. */
  public synchronized void take() {
    tokens -= 1;
  }

  /** Fills in what the rate gives since the last call, and returns how long the debt lasts. */
  public synchronized Duration debt(double ratePerSecond, long nowNanos) {
    double elapsedSeconds = (nowNanos - lastNanos) / NANOS_PER_SECOND;
    lastNanos = nowNanos;
    tokens =
        Math.min(
            tokens + elapsedSeconds * ratePerSecond, Math.max(1, ratePerSecond * BURST_SECONDS));
    return tokens >= 0
        ? Duration.ZERO
        : Duration.ofNanos((long) Math.ceil(-tokens / ratePerSecond * NANOS_PER_SECOND));
  }

  /** Forgets debt and savings, for a gate without a limit. */
  public synchronized void reset(long nowNanos) {
    tokens = 0;
    lastNanos = nowNanos;
  }
}
