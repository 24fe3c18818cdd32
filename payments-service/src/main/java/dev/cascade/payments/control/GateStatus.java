package dev.cascade.payments.control;

import dev.cascade.payments.domain.control.GateAcknowledgement;
import dev.cascade.payments.domain.control.GateCommand;
import java.util.List;

/**
 * The latest command, and what each live instance says of it.
 *
 * @param command what was asked last
 * @param live the instances that run a gate
 * @param acknowledgements what instances said last, live or not
 */
public record GateStatus(
    GateCommand command, List<String> live, List<GateAcknowledgement> acknowledgements) {

  /** Whether every live instance does what was asked. */
  public boolean isAcknowledged() {
    return !live.isEmpty() && live.stream().allMatch(it -> obeys(it, target()));
  }

  /** Whether every live instance has closed its gate for this command. */
  boolean isClosedEverywhere() {
    return !live.isEmpty()
        && live.stream()
            .allMatch(it ->
                obeys(it, GateAcknowledgement.Phase.PAUSED)
                    || obeys(it, GateAcknowledgement.Phase.DRAINING)
                    || obeys(it, GateAcknowledgement.Phase.DRAINED));
  }

  private GateAcknowledgement.Phase target() {
    return switch (command.mode()) {
      case RUN -> GateAcknowledgement.Phase.RUNNING;
      case PAUSE -> GateAcknowledgement.Phase.PAUSED;
      case DRAIN -> GateAcknowledgement.Phase.DRAINED;
    };
  }

  private boolean obeys(String instance, GateAcknowledgement.Phase phase) {
    return acknowledgements.stream()
        .anyMatch(it ->
            it.instance().equals(instance)
                && it.commandId().equals(command.commandId())
                && it.phase() == phase);
  }
}
