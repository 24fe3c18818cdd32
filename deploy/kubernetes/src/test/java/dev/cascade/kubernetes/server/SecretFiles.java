package dev.cascade.kubernetes.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.kubernetes.manifests.Manifests.Workload;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The secrets that the pods of a workload get, of those that the server keeps.
 *
 * @param owner asks the server
 * @param workload whose pods
 */
record SecretFiles(Owner owner, Workload workload) {

  /** What is in each file that comes from a secret, by its path in the pod. */
  Map<String, String> files() {
    Map<String, String> secrets =
        workload.template().getSpec().getVolumes().stream()
            .filter(volume -> volume.getSecret() != null)
            .collect(
                Collectors.toMap(Volume::getName, volume -> volume.getSecret().getSecretName()));
    Map<String, String> files = new HashMap<>();
    for (VolumeMount mount : container().getVolumeMounts()) {
      if (secrets.containsKey(mount.getName())) {
        content(secrets.get(mount.getName()))
            .forEach((key, text) -> files.put(mount.getMountPath() + "/" + key, text));
      }
    }
    return files;
  }

  /** The keys of secrets that variables are taken from, and are not there. */
  List<String> missingKeys() {
    return container().getEnv().stream()
        .map(EnvVar::getValueFrom)
        .filter(Objects::nonNull)
        .map(source -> source.getSecretKeyRef())
        .filter(Objects::nonNull)
        .filter(reference -> !content(reference.getName()).containsKey(reference.getKey()))
        .map(SecretKeySelector::toString)
        .toList();
  }

  /** What the variable of the pod says in the manifest. */
  String variable(String ending) {
    return container().getEnv().stream()
        .filter(variable -> variable.getName().endsWith(ending))
        .map(EnvVar::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError(workload + " has no " + ending));
  }

  private Container container() {
    return workload.template().getSpec().getContainers().getFirst();
  }

  private Map<String, String> content(String secret) {
    String namespace = workload.owner().getMetadata().getNamespace();
    JsonNode data =
        owner.all("secrets", namespace).stream()
            .filter(kept -> kept.at("/metadata/name").asText().equals(secret))
            .map(kept -> kept.path("data"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(workload + " finds no secret " + secret));
    return data.properties().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> text(entry.getValue().asText())));
  }

  private static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
