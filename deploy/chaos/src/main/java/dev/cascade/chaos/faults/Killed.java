package dev.cascade.chaos.faults;

import dev.cascade.chaos.plan.Fault;
import dev.cascade.chaos.stage.Stage;
import dev.cascade.local.platform.PlatformServer;

/** {@code kill -9}, and a start. */
record Killed(Stage stage) implements Mechanism {

  @Override
  public void strike(Fault fault) {
    fault.targets().stream()
        .map(stage::part)
        .filter(PlatformServer::isAlive)
        .forEach(PlatformServer::kill);
  }

  @Override
  public void heal(Fault fault) {
    fault.targets().forEach(stage::start);
  }
}
