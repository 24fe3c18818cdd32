package dev.cascade.chaos.faults;

import dev.cascade.chaos.plan.Fault;
import dev.cascade.chaos.stage.Stage;

/**
 * A machine whose clock is wrong takes over a service, and the clock is set right while it serves:
 * what others wrote is from the future or long ago, and then time leaps, or goes back.
 */
record WrongClock(Stage stage) implements Mechanism {

  @Override
  public void strike(Fault fault) {
    for (String service : fault.targets()) {
      stage.kill(service);
      stage.startSkewed(service, fault.skew());
    }
  }

  @Override
  public void heal(Fault fault) {
    fault.targets().forEach(stage::setClockRight);
  }
}
