package dev.cascade.chaos.faults;

import dev.cascade.chaos.plan.Fault;
import dev.cascade.chaos.stage.Stage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code kill -9}, and a start; in a crash loop {@code kill -9} again before that is through: of a
 * JVM that loads, of stores that restore, of a member that joins, of a producer that has its epoch
 * and nothing else.
 */
record Killed(Stage stage) implements Mechanism {

  @Override
  public void strike(Fault fault) {
    fault.targets().forEach(stage::kill);
  }

  @Override
  public Optional<String> meanwhile(Fault fault) {
    for (Duration started : fault.again()) {
      heal(fault);
      LockSupport.parkNanos(started.toNanos());
      strike(fault);
    }
    return Optional.empty();
  }

  @Override
  public void heal(Fault fault) {
    fault.targets().forEach(stage::start);
  }
}
