package dev.cascade.orders.domain;

import java.time.Instant;

/**
 * A verdict that an order still waits for.
 *
 * @param rule name of the rule
 * @param line number of the line, or {@link #WHOLE_ORDER}
 * @param deadline when the wait ends
 */
public record Expectation(String rule, int line, Instant deadline) {

  /** Stands for a verdict on the whole order; lines are numbered from 1. */
  public static final int WHOLE_ORDER = 0;

  boolean isMetBy(OrderEvent.VerdictGiven verdict) {
    return rule.equals(verdict.rule()) && line == verdict.line();
  }

  boolean isOverdueAt(Instant now) {
    return !deadline.isAfter(now);
  }
}
