package dev.cascade.streams.health;

import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.StreamsRuntime;
import dev.cascade.streams.watchdog.StreamsWatchdog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

/**
 * Alive unless the applications were closed, or one does not come back although it was started anew
 * again and again, by itself or by the watchdog; one that failed restarts by itself, a rebalance
 * and a restore are fine.
 */
@Liveness
@ApplicationScoped
class StreamsLiveness implements HealthCheck {

  private final StreamsRuntime runtime;
  private final StreamsWatchdog watchdog;

  StreamsLiveness(StreamsRuntime runtime, StreamsWatchdog watchdog) {
    this.runtime = runtime;
    this.watchdog = watchdog;
  }

  @Override
  public HealthCheckResponse call() {
    boolean alive = runtime.applications().stream().noneMatch(ManagedStreams::isClosed);
    List<String> hopeless = hopeless();
    HealthCheckResponseBuilder answer = HealthCheckResponse.named("kafka-streams");
    if (!hopeless.isEmpty()) {
      answer.withData("stands still", String.join(", ", hopeless));
    }
    return answer.status(alive && hopeless.isEmpty()).build();
  }

  private List<String> hopeless() {
    return Stream.concat(
            watchdog.hopeless().stream(),
            runtime.applications().stream()
                .filter(ManagedStreams::cannotStart)
                .map(ManagedStreams::name))
        .distinct()
        .toList();
  }
}
