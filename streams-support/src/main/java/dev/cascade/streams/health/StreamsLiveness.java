package dev.cascade.streams.health;

import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.StreamsRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive unless the applications were closed; a failed one restarts by itself, a rebalance is fine.
 */
@Liveness
@ApplicationScoped
class StreamsLiveness implements HealthCheck {

  private final StreamsRuntime runtime;

  StreamsLiveness(StreamsRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public HealthCheckResponse call() {
    boolean alive = runtime.applications().stream().noneMatch(ManagedStreams::isClosed);
    return HealthCheckResponse.named("kafka-streams").status(alive).build();
  }
}
