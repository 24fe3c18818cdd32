package dev.cascade.inventory.domain;

import java.time.Instant;

/**
 * A wish to change what is on hand.
 *
 * @param productId whose stock
 * @param adjustmentId repeats have the same id and no further effect
 * @param delta pieces to add, negative to take away
 * @param reason for people: delivery, count, loss
 * @param askedAt when it was asked
 */
public record AdjustmentRequest(
    String productId, String adjustmentId, long delta, String reason, Instant askedAt) {

  /** The command that the product's stock is given. */
  public StockCommand.Adjust command() {
    return new StockCommand.Adjust(adjustmentId, delta, askedAt);
  }
}
