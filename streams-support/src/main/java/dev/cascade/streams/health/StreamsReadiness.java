package dev.cascade.streams.health;

import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.StreamsRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready only when every Streams application is RUNNING, which is when its stores can be read. */
@Readiness
@ApplicationScoped
class StreamsReadiness implements HealthCheck {

  private final StreamsRuntime runtime;

  StreamsReadiness(StreamsRuntime runtime) {
    this.runtime = runtime;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("kafka-streams");
    boolean ready = true;
    for (ManagedStreams application : runtime.applications()) {
      answer.withData(application.name(), application.state().name());
      ready &= application.isReady();
    }
    return answer.status(ready).build();
  }
}
