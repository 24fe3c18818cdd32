package dev.cascade.orders.domain;

import java.time.Duration;

/**
 * A rule as data; orders that are created from now on are measured by it.
 *
 * @param name the name that verdicts carry
 * @param required whether an order needs it to become VALIDATED
 * @param active whether it counts at all
 * @param perLine whether every line gets a verdict of its own
 * @param deadline how long after creation a verdict is waited for
 */
public record ValidationRule(
    String name, boolean required, boolean active, boolean perLine, Duration deadline) {

  /** Whether new orders wait for it. */
  public boolean counts() {
    return required && active;
  }
}
