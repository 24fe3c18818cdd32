package dev.cascade.kubernetes.rules;

import dev.cascade.kubernetes.manifests.Manifests;
import dev.cascade.kubernetes.manifests.Manifests.Workload;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.List;
import java.util.Optional;

/**
 * Where one is known to the brokers all are, each by a secret of its own that nobody else has: by
 * the file that it is told of, in a folder that it cannot write.
 */
final class KafkaUsers implements Rule {

  private static final String SETTING = "_CLIENT_PROPERTIES";

  @Override
  public List<String> violations(Manifests manifests) {
    Findings findings = new Findings();
    List<Workload> ours = manifests.workloads().stream().filter(Workload::isOurs).toList();
    if (ours.stream().anyMatch(workload -> file(workload).isPresent())) {
      ours.forEach(workload -> check(findings, workload));
    }
    return findings.all();
  }

  private static void check(Findings findings, Workload workload) {
    String user = user(workload.labels().get(Manifests.NAME));
    Optional<String> mounted =
        file(workload)
            .filter(file -> file.endsWith("/client.properties"))
            .flatMap(file -> secretAt(workload, file.substring(0, file.lastIndexOf('/'))));
    findings.unless(
        mounted.filter(user::equals).isPresent(),
        workload.name(),
        "is not known to the brokers by the secret " + user);
  }

  private static String user(String workload) {
    return "kafka-" + (workload.equals("install") ? "installer" : workload);
  }

  private static Optional<String> file(Workload workload) {
    return container(workload).getEnv().stream()
        .filter(variable -> variable.getName().endsWith(SETTING))
        .map(EnvVar::getValue)
        .findFirst();
  }

  private static Optional<String> secretAt(Workload workload, String folder) {
    return container(workload).getVolumeMounts().stream()
        .filter(mount -> folder.equals(mount.getMountPath()))
        .filter(mount -> Boolean.TRUE.equals(mount.getReadOnly()))
        .flatMap(mount ->
            workload.template().getSpec().getVolumes().stream()
                .filter(volume -> volume.getName().equals(mount.getName())))
        .filter(volume -> volume.getSecret() != null)
        .map((Volume volume) -> volume.getSecret().getSecretName())
        .findFirst();
  }

  private static Container container(Workload workload) {
    return workload.template().getSpec().getContainers().getFirst();
  }
}
