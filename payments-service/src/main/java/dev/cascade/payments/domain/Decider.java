package dev.cascade.payments.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pure decision: the same state, event and time always give the same result.
 *
 * @param <S> the state, immutable; null before the first event
 * @param <E> what happens
 * @param <O> what follows from it
 */
@FunctionalInterface
public interface Decider<S, E, O> {

  /** Decides what the event makes of the state. */
  Decision<S, O> decide(@Nullable S state, E event, Instant now);

  /**
   * The state after the event, and what follows from it in order.
   *
   * @param state null when there is still nothing to remember
   */
  record Decision<S, O>(@Nullable S state, List<O> outputs) {

    /** Nothing changes, the outputs follow. */
    @SafeVarargs
    public static <S, O> Decision<S, O> of(@Nullable S state, O... outputs) {
      return new Decision<>(state, List.of(outputs));
    }
  }
}
