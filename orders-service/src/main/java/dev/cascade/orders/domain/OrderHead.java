package dev.cascade.orders.domain;

import java.time.Instant;
import java.util.List;

/**
 * What every state of an order carries.
 *
 * @param id chosen by the client
 * @param content what was ordered
 * @param requiredRules names of the rules it is measured by
 * @param createdAt when it was accepted
 * @param version 1 for its first record, then one more for each
 * @param position the latest request that is reflected
 * @param updatedAt when the latest record was decided
 */
public record OrderHead(
    String id,
    OrderContent content,
    List<String> requiredRules,
    Instant createdAt,
    long version,
    RequestPosition position,
    Instant updatedAt) {

  /** Copies the rules. */
  public OrderHead {
    requiredRules = List.copyOf(requiredRules);
  }

  /** The head of the record that follows. */
  OrderHead next(Instant now) {
    return new OrderHead(id, content, requiredRules, createdAt, version + 1, position, now);
  }

  /** The head of the record that follows and reflects this request. */
  OrderHead next(Circumstances at) {
    return new OrderHead(
        id, content, requiredRules, createdAt, version + 1, at.position(), at.now());
  }
}
