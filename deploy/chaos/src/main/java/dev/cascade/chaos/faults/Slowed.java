package dev.cascade.chaos.faults;

import dev.cascade.chaos.plan.Fault;
import dev.cascade.chaos.stage.Stage;

/** Everything comes late to and from the broker that is set apart. */
record Slowed(Stage stage) implements Mechanism {

  @Override
  public void strike(Fault fault) {
    stage.network().slow();
  }

  @Override
  public void heal(Fault fault) {
    stage.network().fast();
  }
}
