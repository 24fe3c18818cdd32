package dev.cascade.chaos.faults;

import dev.cascade.chaos.plan.Fault;
import dev.cascade.chaos.stage.Stage;

/** The broker that is set apart neither hears nor is heard. */
record CutOff(Stage stage) implements Mechanism {

  @Override
  public void strike(Fault fault) {
    stage.network().cut();
  }

  @Override
  public void heal(Fault fault) {
    stage.network().join();
  }
}
