package dev.cascade.kubernetes.rules;

import dev.cascade.kubernetes.manifests.Manifests;
import dev.cascade.kubernetes.manifests.PodEnvironment;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;

/**
 * An instance is the same member, at the same address, with the same store, whenever its pod comes
 * back; and clients find the service under its name.
 */
final class StableNames implements Rule {

  @Override
  public List<String> violations(Manifests manifests) {
    Findings findings = new Findings();
    for (StatefulSet set : manifests.services()) {
      String name = set.getMetadata().getName();
      String subject = Manifests.named(set);
      Map<String, String> environment = PodEnvironment.of(manifests, set, 1);
      findings.unless(
          (name + "-1").equals(environment.get("CASCADE_STREAMS_INSTANCE_ID")),
          subject,
          "its second pod is the member " + environment.get("CASCADE_STREAMS_INSTANCE_ID"));
      findings.unless(
          "%s-1.%s.cascade.svc:8080"
              .formatted(name, set.getSpec().getServiceName())
              .equals(environment.get("CASCADE_STREAMS_ADVERTISED_HOST")),
          subject,
          "its second pod is told to others as "
              + environment.get("CASCADE_STREAMS_ADVERTISED_HOST"));
      findings.unless(
          serves(manifests, set, set.getSpec().getServiceName(), true),
          subject,
          "has no headless service that also names instances that are not ready");
      findings.unless(serves(manifests, set, name, false), subject, "has no service for clients");
      stateIsKept(findings, set, environment);
    }
    return findings.all();
  }

  private static void stateIsKept(
      Findings findings, StatefulSet set, Map<String, String> environment) {
    List<String> claims =
        set.getSpec().getVolumeClaimTemplates().stream()
            .map(claim -> claim.getMetadata().getName())
            .toList();
    findings.unless(
        set.getSpec().getTemplate().getSpec().getContainers().getFirst().getVolumeMounts().stream()
            .anyMatch(mount ->
                claims.contains(mount.getName())
                    && mount.getMountPath().equals(environment.get("CASCADE_STREAMS_STATE_DIR"))),
        Manifests.named(set),
        "does not keep its stores on a volume of its own");
  }

  private static boolean serves(
      Manifests manifests, StatefulSet set, String name, boolean headless) {
    return manifests.of(Service.class).stream()
        .filter(service -> service.getMetadata().getName().equals(name))
        .filter(service -> "None".equals(service.getSpec().getClusterIP()) == headless)
        .filter(service ->
            !headless || Boolean.TRUE.equals(service.getSpec().getPublishNotReadyAddresses()))
        .filter(service ->
            LabelMatch.of(service.getSpec().getSelector())
                .test(set.getSpec().getTemplate().getMetadata().getLabels()))
        .anyMatch(service -> reachesAPort(service, set));
  }

  private static boolean reachesAPort(Service service, StatefulSet set) {
    return service.getSpec().getPorts().stream()
        .allMatch(port ->
            set.getSpec().getTemplate().getSpec().getContainers().getFirst().getPorts().stream()
                .anyMatch(open -> open.getName().equals(port.getTargetPort().getStrVal())));
  }
}
