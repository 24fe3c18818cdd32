package dev.cascade.payments.control;

import static dev.cascade.payments.Instructions.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.payments.domain.control.GateAcknowledgement;
import dev.cascade.payments.domain.control.GateAcknowledgement.Phase;
import dev.cascade.payments.domain.control.GateCommand;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateStatusTest {

  private static final List<String> BOTH = List.of("a:1", "b:1");

  @Test
  void aCommandIsAcknowledgedOnceEveryLiveInstanceObeysIt() {
    assertThat(status(GateCommand.Mode.PAUSE, says("a:1", "now", Phase.PAUSED)).isAcknowledged())
        .isFalse();
    assertThat(
            status(
                    GateCommand.Mode.PAUSE,
                    says("a:1", "now", Phase.PAUSED),
                    says("b:1", "now", Phase.PAUSED))
                .isAcknowledged())
        .isTrue();
  }

  @Test
  void whatWasSaidOfAnEarlierCommandDoesNotCount() {
    assertThat(
            status(
                    GateCommand.Mode.PAUSE,
                    says("a:1", "now", Phase.PAUSED),
                    says("b:1", "before", Phase.PAUSED))
                .isAcknowledged())
        .isFalse();
  }

  @Test
  void anInstanceThatIsGoneIsNotWaitedFor() {
    assertThat(
            status(
                    GateCommand.Mode.RUN,
                    says("a:1", "now", Phase.RUNNING),
                    says("b:1", "now", Phase.RUNNING),
                    says("gone:1", "before", Phase.PAUSED))
                .isAcknowledged())
        .isTrue();
    assertThat(new GateStatus(command(GateCommand.Mode.RUN), List.of(), List.of()).isAcknowledged())
        .isFalse();
  }

  @Test
  void drainingIsNotDrained() {
    GateStatus status =
        status(
            GateCommand.Mode.DRAIN,
            says("a:1", "now", Phase.DRAINED),
            says("b:1", "now", Phase.DRAINING));

    assertThat(status.isAcknowledged()).isFalse();
    assertThat(status.isClosedEverywhere()).isTrue();
  }

  @Test
  void nothingIsDrainedWhileOneGateMayBeOpen() {
    assertThat(
            status(
                    GateCommand.Mode.DRAIN,
                    says("a:1", "now", Phase.DRAINING),
                    says("b:1", "before", Phase.RUNNING))
                .isClosedEverywhere())
        .isFalse();
    assertThat(
            status(GateCommand.Mode.DRAIN, says("a:1", "now", Phase.DRAINING)).isClosedEverywhere())
        .isFalse();
  }

  private static GateStatus status(GateCommand.Mode mode, GateAcknowledgement... said) {
    return new GateStatus(command(mode), BOTH, List.of(said));
  }

  private static GateCommand command(GateCommand.Mode mode) {
    return new GateCommand("now", mode, null, Duration.ZERO, NOW);
  }

  private static GateAcknowledgement says(String instance, String commandId, Phase phase) {
    return new GateAcknowledgement(instance, commandId, phase, NOW);
  }
}
