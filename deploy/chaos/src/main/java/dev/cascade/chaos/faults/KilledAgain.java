package dev.cascade.chaos.faults;

import dev.cascade.chaos.plan.Fault;
import dev.cascade.chaos.stage.Stage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code kill -9}, a start, and {@code kill -9} again before it is through: of a JVM that loads, of
 * stores that restore, of a member that joins, of a producer that has its epoch and nothing else.
 */
record KilledAgain(Stage stage) implements Mechanism {

  @Override
  public void strike(Fault fault) {
    new Killed(stage).strike(fault);
  }

  @Override
  public Optional<String> meanwhile(Fault fault) {
    for (Duration started : fault.again()) {
      fault.targets().forEach(stage::start);
      LockSupport.parkNanos(started.toNanos());
      new Killed(stage).strike(fault);
    }
    return Optional.empty();
  }

  @Override
  public void heal(Fault fault) {
    fault.targets().forEach(stage::start);
  }
}
