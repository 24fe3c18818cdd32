package dev.cascade.chaos.faults;

import dev.cascade.chaos.plan.Fault;
import dev.cascade.chaos.stage.Stage;
import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.ServerFailedException;
import java.time.Duration;
import java.util.Optional;

/**
 * A process that stands still for longer than its session and goes on as if nothing had been: a
 * zombie. Where it is replaced, another instance has its work by then, and whatever the zombie
 * still does must have no effect.
 */
record Frozen(Stage stage) implements Mechanism {

  private static final Duration READY_BOUND = Duration.ofSeconds(150);

  @Override
  public void strike(Fault fault) {
    fault.targets().forEach(stage::freeze);
  }

  @Override
  public Optional<String> meanwhile(Fault fault) {
    if (!fault.replaced()) {
      return Optional.empty();
    }
    String service = fault.targets().getFirst();
    try {
      PlatformServer second = stage.startSecond(service);
      second.awaitReady(READY_BOUND);
      stage.routeToSecond(service);
      return Optional.empty();
    } catch (ServerFailedException e) {
      return Optional.of("The other instance did not take over: " + e.getMessage());
    }
  }

  @Override
  public void heal(Fault fault) {
    fault.targets().forEach(stage::thaw);
  }
}
