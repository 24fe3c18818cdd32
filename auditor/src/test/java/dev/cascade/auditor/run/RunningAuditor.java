package dev.cascade.auditor.run;

import dev.cascade.auditor.invariants.Guarantee;
import dev.cascade.testing.TestPlatform;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;

/** An auditor of the test platform, started as an application starts it. */
final class RunningAuditor implements AutoCloseable {

  static final Duration SECONDS = Duration.ofSeconds(10);

  private record Settings(
      boolean enabled,
      String bootstrapServers,
      Optional<Path> clientProperties,
      String registryUrl,
      Duration interval,
      Duration lookBack,
      Duration deadlineGrace,
      int mostRemembered)
      implements AuditorSettings {}

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Auditor auditor;

  private RunningAuditor(AuditorSettings settings) {
    this.auditor = new Auditor(settings, new AuditorMeters(registry));
    auditor.onStart(new StartupEvent());
  }

  static RunningAuditor of(TestPlatform platform) {
    return of(platform, platform.registryUrl());
  }

  static RunningAuditor of(TestPlatform platform, String registryUrl) {
    return new RunningAuditor(
        new Settings(
            true,
            platform.bootstrapServers(),
            Optional.empty(),
            registryUrl,
            Duration.ofMillis(100),
            Duration.ofHours(1),
            Duration.ZERO,
            10_000));
  }

  /** Waits until all that is written is read and judged. */
  RunningAuditor awaitRest() {
    Awaitility.await("the auditor to have read everything")
        .atMost(SECONDS.multipliedBy(2))
        .until(() -> {
          AuditorState state = auditor.state();
          return state.activity() == AuditorState.Activity.LIVE && state.lag() == 0;
        });
    return this;
  }

  Auditor auditor() {
    return auditor;
  }

  List<Breach> breaches() {
    return auditor.ledger().latest();
  }

  /** What Prometheus would see. */
  double gauge(Guarantee guarantee) {
    return registry
        .get("cascade.invariant.broken")
        .tag("invariant", guarantee.label())
        .gauge()
        .value();
  }

  @Override
  public void close() throws InterruptedException {
    auditor.onStop(new ShutdownEvent());
  }
}
