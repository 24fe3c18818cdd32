package dev.cascade.inventory.domain;

import java.time.Instant;

/** What one product's stock is asked to do or told about. */
public sealed interface StockCommand {

  /** A command about one line of an order. */
  sealed interface OnLine extends StockCommand {
    /** The line that is meant. */
    LineId line();
  }

  /**
   * Promise pieces to an order that was created.
   *
   * @param line the line that wants them
   * @param quantity pieces; anything below 1 is refused
   * @param orderedAt when the order was created; a wish that is too old is refused
   */
  record Reserve(LineId line, int quantity, Instant orderedAt) implements OnLine {}

  /** Give back what the line of a failed or cancelled order holds. */
  record Release(LineId line) implements OnLine {}

  /** Take what the line of a shipped order holds out of the warehouse. */
  record Ship(LineId line) implements OnLine {}

  /**
   * Change what is on hand.
   *
   * @param adjustmentId repeats have the same id and no further effect
   * @param delta pieces to add, negative to take away
   * @param askedAt when it was asked; a wish that is too old is refused
   */
  record Adjust(String adjustmentId, long delta, Instant askedAt) implements StockCommand {}

  /** The product can be ordered from now on; also said again whenever its name or price changes. */
  record Offer() implements StockCommand {}

  /** The product cannot be ordered any more. What is reserved stays reserved. */
  record Withdraw() implements StockCommand {}
}
