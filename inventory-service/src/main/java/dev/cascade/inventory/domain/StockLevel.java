package dev.cascade.inventory.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * A product's stock as it is announced.
 *
 * @param productId whose stock
 * @param onHand pieces in the warehouse
 * @param reserved pieces promised to open orders
 * @param lastAdjustment what became of the latest adjustment
 * @param version one more with each announcement
 * @param updatedAt when it was decided
 */
public record StockLevel(
    String productId,
    long onHand,
    long reserved,
    Optional<AdjustmentResult> lastAdjustment,
    long version,
    Instant updatedAt) {

  /** The announcement of that stock. */
  public static StockLevel of(String productId, Stock stock, Instant now) {
    return new StockLevel(
        productId, stock.onHand(), stock.reserved(), stock.lastAdjustment(), stock.version(), now);
  }

  /** Pieces that can still be promised. */
  public long available() {
    return onHand - reserved;
  }
}
