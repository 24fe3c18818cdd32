package dev.cascade.email.domain;

import dev.cascade.email.domain.Outcome.Verdict;

/**
 * How many mails ended how.
 *
 * @param retried mails that took more than one attempt
 * @param retries attempts after the first
 */
public record Counts(long sent, long refused, long retried, long retries) {

  /** Nothing yet. */
  public static final Counts NONE = new Counts(0, 0, 0, 0);

  /** With one more mail. */
  public Counts plus(Outcome outcome) {
    long moreAttempts = Math.max(0, outcome.attempts() - 1);
    return plus(
        new Counts(
            outcome.verdict() == Verdict.SENT ? 1 : 0,
            outcome.verdict() == Verdict.REFUSED ? 1 : 0,
            moreAttempts > 0 ? 1 : 0,
            moreAttempts));
  }

  /** Both together. */
  public Counts plus(Counts other) {
    return new Counts(
        sent + other.sent,
        refused + other.refused,
        retried + other.retried,
        retries + other.retries);
  }
}
