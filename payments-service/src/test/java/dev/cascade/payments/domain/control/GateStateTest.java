package dev.cascade.payments.domain.control;

import static dev.cascade.payments.Instructions.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateStateTest {

  private static final GateCommand RUN = command("run", GateCommand.Mode.RUN);
  private static final GateCommand PAUSE = command("pause", GateCommand.Mode.PAUSE);
  private static final GateCommand DRAIN = command("drain", GateCommand.Mode.DRAIN);

  @Test
  void aGateThatClosesSaysNothingUntilItIsQuiet() {
    GateState closing = new GateState.Running(RUN).obey(PAUSE);

    assertThat(closing).isInstanceOf(GateState.Closing.class);
    assertThat(said(closing)).isEmpty();
    assertThat(said(((GateState.Closing) closing).quiet()))
        .containsExactly(GateAcknowledgement.Phase.PAUSED);
  }

  @Test
  void aGateThatDrainsIsDrainedOnlyOnceItIsEmpty() {
    GateState.Closing closing = (GateState.Closing) new GateState.Running(RUN).obey(DRAIN);
    GateState.Draining draining = (GateState.Draining) closing.quiet();

    assertThat(said(draining)).containsExactly(GateAcknowledgement.Phase.DRAINING);
    assertThat(said(draining.empty())).containsExactly(GateAcknowledgement.Phase.DRAINED);
  }

  @Test
  void anotherCommandWhileItClosesDoesNotMakeItQuiet() {
    GateState closing = new GateState.Running(RUN).obey(PAUSE);

    assertThat(closing.obey(DRAIN)).isInstanceOf(GateState.Closing.class);
    assertThat(closing.obey(PAUSE)).isInstanceOf(GateState.Closing.class);
  }

  @Test
  void aClosedGateObeysAtOnceButIsNotDrainedUntilItIsEmptyAgain() {
    GateState drained = new GateState.Drained(DRAIN);

    assertThat(drained.obey(PAUSE)).isEqualTo(new GateState.Paused(PAUSE));
    assertThat(drained.obey(DRAIN)).isEqualTo(new GateState.Draining(DRAIN));
    assertThat(new GateState.Paused(PAUSE).obey(DRAIN)).isEqualTo(new GateState.Draining(DRAIN));
  }

  @Test
  void onlyARunningGateIsOpen() {
    assertThat(new GateState.Running(RUN).isOpen()).isTrue();
    assertThat(new GateState.Closing(PAUSE).isOpen()).isFalse();
    assertThat(new GateState.Paused(PAUSE).isOpen()).isFalse();
    assertThat(new GateState.Draining(DRAIN).isOpen()).isFalse();
    assertThat(new GateState.Drained(DRAIN).isOpen()).isFalse();
  }

  private static List<GateAcknowledgement.Phase> said(GateState state) {
    return GateAcknowledgement.of("here:1", state, NOW).stream()
        .map(GateAcknowledgement::phase)
        .toList();
  }

  private static GateCommand command(String id, GateCommand.Mode mode) {
    return new GateCommand(id, mode, null, Duration.ZERO, NOW);
  }
}
