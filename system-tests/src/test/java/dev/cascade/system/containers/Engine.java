package dev.cascade.system.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.cascade.system.ecosystem.HomeEcosystem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;

/** The Docker engine of this machine. */
public final class Engine {

  private static final String LABEL = "dev.cascade.system-tests";
  private static final String REVISION = "org.opencontainers.image.revision";

  private Engine() {}

  /** Whether there is one that answers. */
  public static boolean answers() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  /** By what containers of these tests are known, those of this folder. */
  static Map<String, String> ours() {
    return Map.of(LABEL, HomeEcosystem.repository().toString());
  }

  /** Removes what an aborted run left. */
  static void removeLeftOvers() {
    DockerClient docker = client();
    docker
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(ours())
        .exec()
        .forEach(left ->
            docker.removeContainerCmd(left.getId()).withForce(true).withRemoveVolumes(true).exec());
    docker.listNetworksCmd().exec().stream()
        .filter(network -> network.getLabels().entrySet().containsAll(ours().entrySet()))
        .forEach(network -> docker.removeNetworkCmd(network.getId()).exec());
  }

  /**
   * Sees that the images are here, and tells of which commit they are: they are as old as their
   * last build.
   *
   * @throws AssertionError naming those that are not
   */
  static void hasImages(Collection<String> images) {
    List<String> missing = images.stream().filter(image -> !has(image)).toList();
    if (!missing.isEmpty()) {
      throw new AssertionError(
          "These images are not here: "
              + missing
              + ". deploy/images/README.md says how to build"
              + " them");
    }
    images.forEach(image -> System.out.println(image + " of " + revision(image)));
  }

  private static boolean has(String image) {
    try {
      client().inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException _) {
      return false;
    }
  }

  private static String revision(String image) {
    Map<String, String> labels = client().inspectImageCmd(image).exec().getConfig().getLabels();
    return labels == null ? "an unknown commit" : labels.getOrDefault(REVISION, "unknown");
  }

  private static DockerClient client() {
    return DockerClientFactory.instance().client();
  }
}
