package dev.cascade.orders.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as it is told to the world.
 *
 * @param head what every state carries
 * @param state after this record
 * @param previousState before it; null for a new order, equal to {@code state} when the record only
 *     notes a request
 * @param reasons why it failed or was cancelled
 * @param cancellation set from the moment a cancellation is accepted
 * @param deadline when the state ends by itself; null in a final state
 * @param underReview the rules of which a person decides
 */
public record OrderSnapshot(
    OrderHead head,
    OrderState state,
    @Nullable OrderState previousState,
    List<Reason> reasons,
    @Nullable Cancellation cancellation,
    @Nullable Instant deadline,
    List<String> underReview) {

  /** Copies the lists. */
  public OrderSnapshot {
    reasons = List.copyOf(reasons);
    underReview = List.copyOf(underReview);
  }

  static OrderSnapshot of(OrderLife life, @Nullable OrderState previous) {
    return new OrderSnapshot(
        life.head(),
        life.state(),
        previous,
        life.reasons(),
        life.cancellation(),
        life.state().isFinal() ? null : life.until(),
        life.underReview());
  }

  /** Whether the record changes the state. */
  public boolean isTransition() {
    return previousState != state;
  }
}
