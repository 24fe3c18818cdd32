package dev.cascade.simulation.world;

import dev.cascade.simulation.log.Flaws;
import dev.cascade.simulation.runtime.Delivery;

/**
 * What is switched off on purpose, one thing at a time, to see that the checks find it. The
 * services know nothing of it: parts are wrapped, or the log is flawed.
 */
public enum Sabotage {
  /** Nothing. */
  NONE,
  /** The payment gate does not know what it has seen. */
  NO_DEDUPLICATION,
  /** A crash leaves what was written, and forgets what was read. */
  NO_TRANSACTIONS,
  /** A crash leaves the changelogs of what it undoes. */
  STORES_APART,
  /** A crash leaves the outputs of what it undoes. */
  OUTPUTS_APART,
  /** A crash skips what was read. */
  POSITIONS_FIRST,
  /** Stock of orders that ended is not released. */
  NO_RELEASE,
  /** Accounts give more than they have. */
  NO_FUNDS_CHECK,
  /** Processes whose place is taken go on. */
  NO_FENCING,
  /** A marker of a committed transaction gets lost. */
  LOST_MARKER;

  Delivery delivery() {
    return switch (this) {
      case NO_TRANSACTIONS -> Delivery.AT_LEAST_ONCE;
      case STORES_APART -> Delivery.STORES_APART;
      case OUTPUTS_APART -> Delivery.OUTPUTS_APART;
      case POSITIONS_FIRST -> Delivery.POSITIONS_FIRST;
      case NONE, NO_DEDUPLICATION, NO_RELEASE, NO_FUNDS_CHECK, NO_FENCING, LOST_MARKER ->
          Delivery.EXACTLY_ONCE;
    };
  }

  Flaws flaws() {
    return new Flaws(this == NO_FENCING, this == LOST_MARKER);
  }
}
