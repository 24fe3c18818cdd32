package dev.cascade.local.reconcile.books;

import java.time.Instant;

/**
 * What is looked at: what happened in between, both moments included.
 *
 * @param from the earliest moment
 * @param to the latest; what happens later may still be on its way into the views
 */
public record Period(Instant from, Instant to) {

  /** Whether the moment lies within. */
  public boolean contains(Instant moment) {
    return !moment.isBefore(from) && !moment.isAfter(to);
  }
}
