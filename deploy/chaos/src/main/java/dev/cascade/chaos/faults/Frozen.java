package dev.cascade.chaos.faults;

import dev.cascade.chaos.plan.Fault;
import dev.cascade.chaos.stage.Stage;
import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.ServerFailedException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A process that stands still for longer than its session and goes on as if nothing had been: a
 * zombie. Where it is replaced, another instance has its work by then, and whatever the zombie
 * still does must have no effect.
 */
final class Frozen implements Mechanism {

  private static final Duration READY_BOUND = Duration.ofSeconds(150);

  /** What Kafka Streams says of itself then, and the pair of consumer and producer. */
  private static final Pattern PUT_OUT = Pattern.compile("is being fenced|Revoked partitions");

  private final Stage stage;
  private long saidBefore;

  Frozen(Stage stage) {
    this.stage = stage;
  }

  @Override
  public void strike(Fault fault) {
    saidBefore = stage.said(fault.targets().getFirst());
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

  /** Who was replaced must have been told so; what it did before that, the recount judges. */
  @Override
  public Optional<String> afterwards(Fault fault) {
    return !fault.replaced() || stage.hasSaid(fault.targets().getFirst(), saidBefore, PUT_OUT)
        ? Optional.empty()
        : Optional.of("The zombie was never put out of its groups");
  }
}
