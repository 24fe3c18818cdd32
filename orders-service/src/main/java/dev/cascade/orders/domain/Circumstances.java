package dev.cascade.orders.domain;

import java.time.Instant;
import java.util.List;

/**
 * What a decision depends on besides the order and the event.
 *
 * @param now the time
 * @param position where the event was read; only looked at for requests
 * @param rules all known rules; only looked at when an order is created
 */
public record Circumstances(Instant now, RequestPosition position, List<ValidationRule> rules) {

  /** Circumstances of an event that is no request. */
  public static Circumstances at(Instant now) {
    return new Circumstances(now, new RequestPosition(0, 0), List.of());
  }
}
