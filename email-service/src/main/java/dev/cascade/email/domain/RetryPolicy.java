package dev.cascade.email.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a mail is tried again: after a wait that doubles up to a longest one, spread by a jitter, as
 * long as neither the attempts nor the patience are used up.
 *
 * @param firstWait after the first attempt
 * @param longestWait no wait is longer
 * @param maxAttempts attempts in all
 * @param patience how long after the request the last attempt may be
 */
public record RetryPolicy(
    Duration firstWait, Duration longestWait, int maxAttempts, Duration patience) {

  private static final double SPREAD = 0.25;

  /**
   * @throws IllegalArgumentException when a bound is no bound
   */
  public RetryPolicy {
    if (firstWait.isNegative() || firstWait.isZero() || longestWait.compareTo(firstWait) < 0) {
      throw new IllegalArgumentException("Waits must be positive and the longest not the shorter");
    }
    if (maxAttempts < 1) {
      throw new IllegalArgumentException("At least one attempt is needed");
    }
  }

  /**
   * The time of the next attempt, empty when there is none.
   *
   * @param attempts made so far, at least 1
   * @param jitter 0 (earliest) to 1 (latest)
   */
  public Optional<Instant> next(int attempts, Instant requested, Instant now, double jitter) {
    if (attempts >= maxAttempts) {
      return Optional.empty();
    }
    Instant at = now.plus(spread(waitAfter(attempts), jitter));
    return at.isAfter(requested.plus(patience)) ? Optional.empty() : Optional.of(at);
  }

  private Duration waitAfter(int attempts) {
    int doublings = Math.min(attempts - 1, 30);
    long longest = longestWait.toMillis();
    long first = firstWait.toMillis();
    return first > longest >> doublings ? longestWait : Duration.ofMillis(first << doublings);
  }

  private static Duration spread(Duration wait, double jitter) {
    double factor = 1 - SPREAD + 2 * SPREAD * Math.clamp(jitter, 0.0, 1.0);
    return Duration.ofMillis(Math.round(wait.toMillis() * factor));
  }
}
