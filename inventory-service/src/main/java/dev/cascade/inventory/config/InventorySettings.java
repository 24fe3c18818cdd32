package dev.cascade.inventory.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Configuration of the service. */
@ConfigMapping(prefix = "cascade.inventory")
public interface InventorySettings {

  /**
   * For how long the end of an order's line is remembered, and how old an order may be that wants
   * stock. Must be longer than the deadline of any validation rule.
   */
  @WithDefault("PT1H")
  Duration lineMemory();

  /** For how long an adjustment is remembered, and how old one may be that is still made. */
  @WithDefault("P7D")
  Duration adjustmentMemory();

  /** Time between two looks at what may be forgotten. */
  @WithDefault("PT1S")
  Duration sweepInterval();

  /** How many entries of each store one look covers. */
  @WithDefault("500")
  int sweepEntries();

  /** How many products, the first that are seen, have gauges of their own. */
  @WithDefault("50")
  int productGauges();

  /** How many reads may wait for a product, and how many for a stock, on this instance. */
  @WithDefault("10000")
  int mostWaiters();

  /** Currency of a list price that names none. */
  @WithDefault("EUR")
  String defaultCurrency();

  /** How long a read waits unless the caller says otherwise. */
  @WithDefault("PT0.5S")
  Duration readTimeout();

  /** How long a write waits for its effect unless the caller says otherwise. */
  @WithDefault("PT5S")
  Duration writeTimeout();

  /** The longest a caller may wait. */
  @WithDefault("PT30S")
  Duration longestTimeout();
}
