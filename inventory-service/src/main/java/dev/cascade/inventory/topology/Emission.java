package dev.cascade.inventory.topology;

import dev.cascade.inventory.domain.LineVerdict;
import dev.cascade.inventory.domain.StockLevel;

/** What a decision tells the world. */
sealed interface Emission {

  /**
   * A verdict on a line of an order.
   *
   * @param verdict the verdict
   */
  record Verdict(LineVerdict verdict) implements Emission {}

  /**
   * A product's stock has changed, or was asked for.
   *
   * @param level the stock
   */
  record Level(StockLevel level) implements Emission {}
}
