package dev.cascade.kubernetes.rules;

import dev.cascade.kubernetes.manifests.Manifests;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Every service is probed at the paths that it has, and liveness is patient: a rebalance, a restore
 * or a busy machine does not kill it.
 */
final class Probes implements Rule {

  private static final Duration LEAST_START = Duration.ofMinutes(2);
  private static final Duration LEAST_SILENCE = Duration.ofSeconds(45);

  @Override
  public List<String> violations(Manifests manifests) {
    Findings findings = new Findings();
    manifests
        .services()
        .forEach(set -> {
          Container service = set.getSpec().getTemplate().getSpec().getContainers().getFirst();
          String name = Manifests.named(set);
          asks(findings, name, service, "startup", service.getStartupProbe(), "/q/health/started");
          asks(findings, name, service, "liveness", service.getLivenessProbe(), "/q/health/live");
          asks(
              findings, name, service, "readiness", service.getReadinessProbe(), "/q/health/ready");
          patient(findings, name, "startup", service.getStartupProbe(), LEAST_START);
          patient(findings, name, "liveness", service.getLivenessProbe(), LEAST_SILENCE);
        });
    return findings.all();
  }

  private static void asks(
      Findings findings, String name, Container container, String kind, Probe probe, String path) {
    findings.unless(
        probe != null
            && probe.getHttpGet() != null
            && path.equals(probe.getHttpGet().getPath())
            && container.getPorts().stream()
                .anyMatch(port -> port.getName().equals(probe.getHttpGet().getPort().getStrVal())),
        name,
        "has no %s probe at %s of a port that it has".formatted(kind, path));
  }

  private static void patient(
      Findings findings, String name, String kind, Probe probe, Duration least) {
    long seconds =
        Optional.ofNullable(probe)
            .map(one -> (long) one.getPeriodSeconds() * one.getFailureThreshold())
            .orElse(0L);
    findings.unless(
        seconds >= least.toSeconds(),
        name,
        "gives up %s after %d s, before %d s".formatted(kind, seconds, least.toSeconds()));
  }
}
