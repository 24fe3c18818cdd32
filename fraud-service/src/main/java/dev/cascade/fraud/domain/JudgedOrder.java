package dev.cascade.fraud.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of an order: enough to repeat its verdict and to give its value back.
 *
 * @param live whether its value counts now
 * @param excess why it was refused; empty for an order that passed
 */
public record JudgedOrder(
    String orderId,
    String customerId,
    Instant createdAt,
    Money value,
    boolean live,
    Optional<Excess> excess) {

  /** The same order, not counting any more. */
  public JudgedOrder givenBack() {
    return new JudgedOrder(orderId, customerId, createdAt, value, false, excess);
  }
}
