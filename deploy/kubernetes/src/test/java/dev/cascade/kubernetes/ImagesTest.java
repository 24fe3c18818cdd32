package dev.cascade.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.kubernetes.manifests.Manifests;
import dev.cascade.kubernetes.manifests.Manifests.Workload;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the manifests take for granted of the images is what the Dockerfile makes. */
class ImagesTest {

  private static final Path IMAGES =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolveSibling("images");

  static Stream<Workload> ourWorkloads() {
    return Manifests.of("base").workloads().stream().filter(Workload::isOurs);
  }

  static Stream<Workload> services() {
    return ourWorkloads().filter(workload -> !isInstaller(workload));
  }

  @ParameterizedTest
  @MethodSource("ourWorkloads")
  void theImageIsOneThatIsBuiltAndRunsAsTheSameUser(Workload workload) {
    String image = container(workload).getImage();

    assertThat(image).endsWith(":1.0.0-SNAPSHOT").startsWith("cascade/");
    assertThat(found("build", "ALL=\"([^\"]*)\"").split(" "))
        .contains(image.replaceAll("^cascade/|:.*", ""));
    assertThat(found("Dockerfile.jvm", "(?m)^USER (\\d+):0$"))
        .isEqualTo(workload.template().getSpec().getSecurityContext().getRunAsUser().toString());
  }

  @ParameterizedTest
  @MethodSource("services")
  void theServiceListensAndWritesWhereThePodExpectsIt(Workload workload) {
    assertThat(container(workload).getPorts().stream().map(ContainerPort::getContainerPort))
        .containsExactly(Integer.valueOf(found("Dockerfile.jvm", "(?m)^EXPOSE (\\d+)$")))
        .containsExactly(Integer.valueOf(found("Dockerfile.jvm", "QUARKUS_HTTP_PORT=(\\d+)")));
    List<String> volumes =
        Arrays.stream(found("Dockerfile.jvm", "VOLUME \\[(.*)]").replace("\"", "").split(", "))
            .toList();
    assertThat(container(workload).getVolumeMounts().stream().map(VolumeMount::getMountPath))
        .containsExactlyInAnyOrderElementsOf(volumes);
  }

  private static boolean isInstaller(Workload workload) {
    return workload.labels().get(Manifests.NAME).equals("install");
  }

  private static Container container(Workload workload) {
    return workload.template().getSpec().getContainers().getFirst();
  }

  private static String found(String file, String pattern) {
    try {
      return Pattern.compile(pattern)
          .matcher(Files.readString(IMAGES.resolve(file)))
          .results()
          .map((MatchResult result) -> result.group(1))
          .findFirst()
          .orElseThrow(() -> new AssertionError("No " + pattern + " in " + file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
