package dev.cascade.payments.contract;

import dev.cascade.payments.domain.control.GateAcknowledgement;
import dev.cascade.payments.domain.control.GateCommand;
import dev.cascade.schemas.ControlCommand;
import dev.cascade.schemas.ControlMode;
import dev.cascade.schemas.ControlState;
import dev.cascade.schemas.ControlStatus;
import java.time.Duration;

/** Commands to the gate and their acknowledgements between Avro and domain. */
final class ControlContract {

  private ControlContract() {}

  static ControlCommand toAvro(GateCommand command) {
    return ControlCommand.newBuilder()
        .setScope(GateCommand.SCOPE)
        .setCommandId(command.commandId())
        .setMode(ControlMode.valueOf(command.mode().name()))
        .setRatePerSecond(command.ratePerSecond())
        .setRampMillis(command.ramp().toMillis())
        .setIssuedAt(command.issuedAt())
        .build();
  }

  static GateCommand toDomain(ControlCommand avro) {
    return new GateCommand(
        avro.getCommandId(),
        GateCommand.Mode.valueOf(avro.getMode().name()),
        avro.getRatePerSecond(),
        Duration.ofMillis(Math.max(0, avro.getRampMillis())),
        avro.getIssuedAt());
  }

  static ControlStatus toAvro(GateAcknowledgement acknowledgement) {
    return ControlStatus.newBuilder()
        .setInstance(acknowledgement.instance())
        .setCommandId(acknowledgement.commandId())
        .setState(ControlState.valueOf(acknowledgement.phase().name()))
        .setAt(acknowledgement.at())
        .build();
  }

  static GateAcknowledgement toDomain(ControlStatus avro) {
    return new GateAcknowledgement(
        avro.getInstance(),
        avro.getCommandId(),
        GateAcknowledgement.Phase.valueOf(avro.getState().name()),
        avro.getAt());
  }
}
