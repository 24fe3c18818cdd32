package dev.cascade.payments.domain.control;

/** How far an instance's gate is with the command that it obeys. */
public sealed interface GateState {

  /** The command that is obeyed. */
  GateCommand command();

  /** Whether payments may enter. */
  default boolean isOpen() {
    return this instanceof Running;
  }

  /** Payments enter. */
  record Running(GateCommand command) implements GateState {}

  /** No payment is taken up; the last transaction may not be committed yet. */
  record Closing(GateCommand command) implements GateState {

    /** Nothing enters any more: the last transaction is committed. */
    public GateState quiet() {
      return command.mode() == GateCommand.Mode.DRAIN ? new Draining(command) : new Paused(command);
    }
  }

  /** Nothing enters. */
  record Paused(GateCommand command) implements GateState {}

  /** Nothing enters; payments may be in flight. */
  record Draining(GateCommand command) implements GateState {

    /** Nothing enters anywhere, and nothing is in flight. */
    public Drained empty() {
      return new Drained(command);
    }
  }

  /** Nothing enters and nothing is in flight. */
  record Drained(GateCommand command) implements GateState {}

  /** Returns how the gate starts to obey another command. */
  default GateState obey(GateCommand next) {
    return switch (next.mode()) {
      case RUN -> new Running(next);
      case PAUSE, DRAIN ->
          switch (this) {
            case Running _, Closing _ -> new Closing(next);
            case Paused _, Draining _, Drained _ -> new Closing(next).quiet();
          };
    };
  }
}
