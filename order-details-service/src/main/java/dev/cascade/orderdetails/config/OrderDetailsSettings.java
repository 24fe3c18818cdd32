package dev.cascade.orderdetails.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What an operator may set of this service. */
@ConfigMapping(prefix = "cascade.order-details")
public interface OrderDetailsSettings {

  /** The most pieces that one line of an order may ask for. */
  @WithDefault("10000")
  int maxQuantity();

  /** Longest wait of the producer for the broker, and the age at which a transaction is aborted. */
  @WithDefault("10s")
  Duration transactionTimeout();

  /** Pause before a failed transaction, or a registry that does not answer, is tried again. */
  @WithDefault("250ms")
  Duration retryPause();

  /**
   * How long the offsets of records that need no verdict may wait for a transaction to travel in.
   */
  @WithDefault("1s")
  Duration idleCommit();
}
