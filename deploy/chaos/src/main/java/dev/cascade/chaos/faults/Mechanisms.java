package dev.cascade.chaos.faults;

import dev.cascade.chaos.plan.FaultKind;
import dev.cascade.chaos.stage.Stage;

/** The mechanism of each kind of fault. */
public final class Mechanisms {

  private final Stage stage;

  /** Those that work on that ecosystem. */
  public Mechanisms(Stage stage) {
    this.stage = stage;
  }

  /** How this kind is done. */
  public Mechanism of(FaultKind kind) {
    return switch (kind) {
      case KILL_SERVICE, KILL_BROKER, CRASH_LOOP, KILL_NODE, POWER_CUT, KILL_REGISTRY, KILL_MAIL ->
          new Killed(stage);
      case ZOMBIE_SERVICE, ZOMBIE_BROKER -> new Frozen(stage);
      case CLOCK_SKEW -> new WrongClock(stage);
      case DISK_FULL_SERVICE, DISK_FULL_BROKER -> new FullDisk(stage);
      case PARTITION_BROKER -> new CutOff(stage);
      case SLOW_BROKER -> new Slowed(stage);
    };
  }
}
