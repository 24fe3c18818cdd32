package dev.cascade.inventory.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * How long decisions are remembered, and so how old a wish may be.
 *
 * <p>The two go together: what was decided is remembered for as long as a record that repeats it is
 * accepted. A record that is older is refused, so forgetting can never let a repeat through.
 *
 * @param lines for how long the end of an order's line is remembered, counted from the end
 * @param adjustments for how long a decided adjustment is remembered
 */
public record Memory(Duration lines, Duration adjustments) {

  boolean tooLateToReserve(Instant orderedAt, Instant now) {
    return !now.isBefore(orderedAt.plus(lines));
  }

  boolean tooLateToAdjust(Instant askedAt, Instant now) {
    return !now.isBefore(askedAt.plus(adjustments));
  }

  /** Whether the line's state may be forgotten. */
  public boolean mayForget(LineState state, Instant now) {
    return state.isFinal() && now.isAfter(state.since().plus(lines));
  }

  /** Whether the adjustment may be forgotten. */
  public boolean mayForget(DecidedAdjustment adjustment, Instant now) {
    return now.isAfter(adjustment.decidedAt().plus(adjustments));
  }
}
