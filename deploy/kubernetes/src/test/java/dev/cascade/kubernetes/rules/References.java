package dev.cascade.kubernetes.rules;

import dev.cascade.kubernetes.manifests.Manifests;
import dev.cascade.kubernetes.manifests.Manifests.Workload;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapKeySelector;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What one object says of another is there; what is secret is referenced and never contained. */
final class References implements Rule {

  private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|USERNAME|SECRET|TOKEN).*");

  @Override
  public List<String> violations(Manifests manifests) {
    Findings findings = new Findings();
    manifests
        .objects()
        .forEach(object ->
            findings.unless(
                !object.getKind().equals("Secret"), Manifests.named(object), "holds secrets"));
    manifests.workloads().forEach(workload -> workload(findings, manifests, workload));
    manifests.of(Ingress.class).forEach(ingress -> ingress(findings, manifests, ingress));
    return findings.all();
  }

  private static void workload(Findings findings, Manifests manifests, Workload workload) {
    Set<String> volumes =
        Stream.concat(
                workload.template().getSpec().getVolumes().stream().map(Volume::getName),
                workload.owner() instanceof StatefulSet set
                    ? set.getSpec().getVolumeClaimTemplates().stream()
                        .map(PersistentVolumeClaim::getMetadata)
                        .map(claim -> claim.getName())
                    : Stream.of())
            .collect(Collectors.toSet());
    for (Container container : workload.template().getSpec().getContainers()) {
      container
          .getVolumeMounts()
          .forEach(mount ->
              findings.unless(
                  volumes.contains(mount.getName()),
                  workload.name(),
                  "mounts " + mount.getName() + ", which is no volume"));
      container.getEnv().forEach(variable -> variable(findings, manifests, workload, variable));
    }
  }

  private static void variable(
      Findings findings, Manifests manifests, Workload workload, EnvVar variable) {
    boolean isReference = variable.getValueFrom() != null;
    findings.unless(
        !SECRET.matcher(variable.getName()).matches()
            || (isReference && variable.getValueFrom().getSecretKeyRef() != null),
        workload.name(),
        variable.getName() + " is not taken from a secret");
    if (isReference && variable.getValueFrom().getConfigMapKeyRef() != null) {
      ConfigMapKeySelector key = variable.getValueFrom().getConfigMapKeyRef();
      findings.unless(
          manifests.of(ConfigMap.class).stream()
              .anyMatch(map ->
                  map.getMetadata().getName().equals(key.getName())
                      && map.getData().containsKey(key.getKey())),
          workload.name(),
          "%s is %s of %s, which is not there"
              .formatted(variable.getName(), key.getKey(), key.getName()));
    }
  }

  private static void ingress(Findings findings, Manifests manifests, Ingress ingress) {
    Set<String> services =
        manifests.of(Service.class).stream()
            .map(service -> service.getMetadata().getName())
            .collect(Collectors.toSet());
    ingress.getSpec().getRules().stream()
        .flatMap(rule -> rule.getHttp().getPaths().stream())
        .forEach(path -> {
          String service = path.getBackend().getService().getName();
          findings.unless(
              services.contains(service), Manifests.named(ingress), "no service " + service);
          findings.unless(
              Stream.of("/q", "/v1/control", "/v1/generator", "/v1/state", "/v1/emails")
                  .noneMatch(inside -> inside.startsWith(path.getPath())),
              Manifests.named(ingress),
              path.getPath() + " is for operators only");
        });
  }
}
