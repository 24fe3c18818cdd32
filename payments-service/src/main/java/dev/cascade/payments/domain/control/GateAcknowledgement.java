package dev.cascade.payments.domain.control;

import java.time.Instant;
import java.util.Optional;

/**
 * What an instance says of its gate once it is true.
 *
 * @param instance host and port of the instance
 * @param commandId the command that is obeyed
 * @param phase what the gate does
 * @param at when it was reached
 */
public record GateAcknowledgement(String instance, String commandId, Phase phase, Instant at) {

  /** What a gate does. */
  public enum Phase {
    /** Payments enter. */
    RUNNING,
    /** Nothing enters. */
    PAUSED,
    /** Nothing enters; payments may be in flight. */
    DRAINING,
    /** Nothing enters and nothing is in flight. */
    DRAINED
  }

  /** What can be said of the state; empty while the gate closes. */
  public static Optional<GateAcknowledgement> of(String instance, GateState state, Instant now) {
    return phase(state)
        .map(phase -> new GateAcknowledgement(instance, state.command().commandId(), phase, now));
  }

  private static Optional<Phase> phase(GateState state) {
    return switch (state) {
      case GateState.Running _ -> Optional.of(Phase.RUNNING);
      case GateState.Closing _ -> Optional.empty();
      case GateState.Paused _ -> Optional.of(Phase.PAUSED);
      case GateState.Draining _ -> Optional.of(Phase.DRAINING);
      case GateState.Drained _ -> Optional.of(Phase.DRAINED);
    };
  }
}
