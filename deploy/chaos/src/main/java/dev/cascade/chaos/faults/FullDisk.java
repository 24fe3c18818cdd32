package dev.cascade.chaos.faults;

import dev.cascade.chaos.plan.Fault;
import dev.cascade.chaos.stage.Stage;

/** No room on the disk of a part, and room again; a broker ends of it and is started again. */
record FullDisk(Stage stage) implements Mechanism {

  @Override
  public void strike(Fault fault) {
    fault.targets().forEach(it -> stage.disk(it).fill());
  }

  @Override
  public void heal(Fault fault) {
    fault.targets().forEach(it -> stage.disk(it).free());
    fault.targets().forEach(stage::start);
  }
}
