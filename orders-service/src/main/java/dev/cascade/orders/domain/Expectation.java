package dev.cascade.orders.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A verdict that an order still waits for.
 *
 * @param rule name of the rule
 * @param line number of the line, or {@link #WHOLE_ORDER}
 * @param deadline when the wait for the validator ends
 * @param reviewUntil when the wait for a person ends; null while nobody looks at it
 */
public record Expectation(String rule, int line, Instant deadline, @Nullable Instant reviewUntil) {

  /** Stands for a verdict on the whole order; lines are numbered from 1. */
  public static final int WHOLE_ORDER = 0;

  /** A verdict that the validator is expected to give by itself. */
  public Expectation(String rule, int line, Instant deadline) {
    this(rule, line, deadline, null);
  }

  boolean isOf(OrderEvent.Judgement judgement) {
    return rule.equals(judgement.rule()) && line == judgement.line();
  }

  /** Whether a person decides. */
  public boolean isUnderReview() {
    return reviewUntil != null;
  }

  /** When the wait ends: a review may lengthen it, and never shortens it. */
  public Instant until() {
    return reviewUntil != null && reviewUntil.isAfter(deadline) ? reviewUntil : deadline;
  }

  /**
   * The same under review. Of several announcements the latest moment counts, in whatever order
   * they come.
   *
   * @param wanted until when the person has time
   * @param longest how much longer than for the validator an order waits for a person
   */
  Expectation reviewed(Instant wanted, Duration longest) {
    Instant bound = deadline.plus(longest);
    Instant granted = wanted.isAfter(bound) ? bound : wanted;
    return new Expectation(
        rule,
        line,
        deadline,
        reviewUntil != null && reviewUntil.isAfter(granted) ? reviewUntil : granted);
  }

  boolean isOverdueAt(Instant now) {
    return !until().isAfter(now);
  }
}
