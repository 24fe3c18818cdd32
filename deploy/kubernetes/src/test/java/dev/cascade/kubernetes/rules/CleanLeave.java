package dev.cascade.kubernetes.rules;

import dev.cascade.kubernetes.manifests.Manifests;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A pod that goes has the time to answer what is under way and to close its stores. */
final class CleanLeave implements Rule {

  /** Streams' own bound for closing, {@code ManagedStreams.CLOSE_TIMEOUT}, and as much again. */
  private static final long CLOSING_SECONDS = 20;

  @Override
  public List<String> violations(Manifests manifests) {
    Findings findings = new Findings();
    manifests
        .services()
        .forEach(set -> {
          PodSpec pod = set.getSpec().getTemplate().getSpec();
          Container service = pod.getContainers().getFirst();
          long before = sleepSeconds(service);
          long answering = answeringSeconds(service);
          findings.unless(before > 0, Manifests.named(set), "does not wait before it is ended");
          findings.unless(
              pod.getTerminationGracePeriodSeconds() != null
                  && pod.getTerminationGracePeriodSeconds() >= before + answering + CLOSING_SECONDS,
              Manifests.named(set),
              "is killed before %d s".formatted(before + answering + CLOSING_SECONDS));
        });
    return findings.all();
  }

  private static long sleepSeconds(Container service) {
    return Optional.ofNullable(service.getLifecycle())
        .map(Lifecycle::getPreStop)
        .map(stop -> stop.getSleep())
        .map(sleep -> sleep.getSeconds())
        .orElse(0L);
  }

  private static long answeringSeconds(Container service) {
    return service.getEnv().stream()
        .filter(variable -> variable.getName().equals("QUARKUS_SHUTDOWN_TIMEOUT"))
        .map(EnvVar::getValue)
        .mapToLong(value -> Duration.parse("PT" + value).toSeconds())
        .findFirst()
        .orElse(0);
  }
}
