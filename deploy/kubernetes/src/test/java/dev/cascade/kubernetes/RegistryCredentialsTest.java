package dev.cascade.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.kubernetes.manifests.Broken;
import dev.cascade.kubernetes.manifests.Kustomize;
import dev.cascade.kubernetes.manifests.Manifests;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The component by which the installer, and nobody else, says who it is at the registry. */
class RegistryCredentialsTest {

  /** The production overlay with the component. */
  static final String WITH = "src/test/kustomize/registry-credentials";

  private static final String SETTING = "CASCADE_INSTALL_REGISTRY_CREDENTIALS";
  private static final String INSTALLER = "Job/install";

  @Test
  void theInstallerReadsItsFileFromASecretThatItCannotWrite() {
    PodSpec pod = installer(WITH);
    Path file = Path.of(valueOf(SETTING, pod.getContainers().getFirst()));

    VolumeMount mount =
        pod.getContainers().getFirst().getVolumeMounts().stream()
            .filter(each -> Path.of(each.getMountPath()).equals(file.getParent()))
            .findFirst()
            .orElseThrow();

    assertThat(mount.getReadOnly()).isTrue();
    SecretVolumeSource secret =
        pod.getVolumes().stream()
            .filter(volume -> volume.getName().equals(mount.getName()))
            .findFirst()
            .orElseThrow()
            .getSecret();
    assertThat(secret.getSecretName()).isEqualTo("registry-installer");
    assertThat(secret.getItems())
        .singleElement()
        .satisfies(item -> assertThat(item.getPath()).isEqualTo(file.getFileName().toString()));
  }

  @Test
  void itChangesNothingButTheInstaller() {
    List<JsonNode> with = Kustomize.render(WITH);
    List<JsonNode> without = Kustomize.render("overlays/production");

    assertThat(allBut(INSTALLER, with)).isEqualTo(allBut(INSTALLER, without));
  }

  @ParameterizedTest
  @ValueSource(strings = {"overlays/local", "overlays/production", "overlays/production-strimzi"})
  void withoutItTheInstallerSaysNothing(String overlay) {
    assertThat(installer(overlay).getContainers().getFirst().getEnv())
        .extracting(EnvVar::getName)
        .doesNotContain(SETTING);
  }

  private static PodSpec installer(String folder) {
    return Manifests.of(folder).of(Job.class).getFirst().getSpec().getTemplate().getSpec();
  }

  private static String valueOf(String name, Container container) {
    return container.getEnv().stream()
        .filter(variable -> variable.getName().equals(name))
        .map(EnvVar::getValue)
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> allBut(String kindAndName, List<JsonNode> objects) {
    JsonNode one = Broken.named(objects, kindAndName);
    return objects.stream().filter(object -> !object.equals(one)).toList();
  }
}
