package dev.cascade.fraud.topology;

import java.time.Duration;

/**
 * How old orders are forgotten.
 *
 * @param memory how long after its creation an order is remembered
 * @param interval time between two looks
 * @param entries the most that are forgotten at one look
 */
public record Sweeping(Duration memory, Duration interval, int entries) {

  /**
   * Forgets an order only when none that is at most {@code grace} late can share a window with it.
   */
  public static Sweeping after(Duration window, Duration grace, Duration interval, int entries) {
    return new Sweeping(window.plus(grace), interval, entries);
  }
}
