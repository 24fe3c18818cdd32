package dev.cascade.inventory.domain;

import java.util.Optional;

/**
 * One product's stock. {@code 0 <= reserved <= onHand} holds for every instance that exists.
 *
 * @param offered whether the product can be ordered
 * @param onHand pieces in the warehouse
 * @param reserved pieces promised to open orders
 * @param lastAdjustment what became of the latest adjustment
 * @param version how often the stock was announced
 */
public record Stock(
    boolean offered,
    long onHand,
    long reserved,
    Optional<AdjustmentResult> lastAdjustment,
    long version) {

  /** A product nobody has heard of. */
  public static final Stock NONE = new Stock(false, 0, 0, Optional.empty(), 0);

  /** Refuses to exist in a state that breaks the invariant. */
  public Stock {
    if (reserved < 0 || onHand < reserved) {
      throw new IllegalArgumentException(
          "Stock would have " + reserved + " reserved of " + onHand + " on hand");
    }
  }

  /** Pieces that nobody was promised. */
  public long available() {
    return onHand - reserved;
  }

  Stock offered(boolean nowOffered) {
    return new Stock(nowOffered, onHand, reserved, lastAdjustment, version);
  }

  Stock reserve(int quantity) {
    return new Stock(
        offered, onHand, Math.addExact(reserved, quantity), lastAdjustment, version + 1);
  }

  Stock release(int quantity) {
    return new Stock(offered, onHand, reserved - quantity, lastAdjustment, version + 1);
  }

  Stock ship(int quantity) {
    return new Stock(offered, onHand - quantity, reserved - quantity, lastAdjustment, version + 1);
  }

  Stock adjusted(long delta, AdjustmentResult result) {
    return new Stock(
        offered, Math.addExact(onHand, delta), reserved, Optional.of(result), version + 1);
  }

  Stock announced() {
    return new Stock(offered, onHand, reserved, lastAdjustment, version + 1);
  }
}
