package dev.cascade.inventory.domain;

import java.time.Instant;

/**
 * Where a line of an order stands with its product. A line that was never heard of has no state.
 *
 * <p>Only {@link Held} holds stock. The other states are final: they are remembered for a while so
 * that a record that comes again, or comes after the end, has no effect.
 */
public sealed interface LineState {

  /** Since when the line is in this state. */
  Instant since();

  /**
   * Pieces are promised.
   *
   * @param quantity how many
   */
  record Held(int quantity, Instant since) implements LineState {}

  /**
   * No pieces were promised.
   *
   * @param refusal why not
   */
  record Refused(LineRefusal refusal, Instant since) implements LineState {}

  /** The order ended without shipping; whatever was held was given back. */
  record Released(Instant since) implements LineState {}

  /** The order was shipped; whatever was held left the warehouse. */
  record Shipped(Instant since) implements LineState {}

  /** Whether the state says that nothing is held and nothing ever will be. */
  default boolean isFinal() {
    return switch (this) {
      case Held _ -> false;
      case Refused _, Released _, Shipped _ -> true;
    };
  }
}
