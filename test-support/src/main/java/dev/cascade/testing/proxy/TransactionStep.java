package dev.cascade.testing.proxy;

import org.apache.kafka.common.protocol.ApiKeys;

/**
 * A moment in the life of a transaction, or of what a process does without one, as the broker's
 * doorstep sees it.
 *
 * @param request what the producer asks the broker for
 * @param moment before the broker gets it, or after the broker did it and before the producer knows
 */
public record TransactionStep(ApiKeys request, Moment moment) {

  /** On which side of the broker's work. */
  public enum Moment {
    /** The broker never gets the request. */
    BEFORE,
    /** The broker did it; the answer gets lost. */
    AFTER
  }

  @Override
  public String toString() {
    return moment.name().toLowerCase(java.util.Locale.ROOT) + " " + request.name;
  }
}
