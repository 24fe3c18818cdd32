package dev.cascade.kubernetes.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.kubernetes.manifests.Kustomize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * An overlay in a cluster of its own, put there as the README says.
 *
 * @param overlay its folder
 * @param written its objects
 * @param cluster where they are
 * @param tried what the server said when it was asked to pretend, once there were its namespaces
 * @param applied what it said then
 */
record Installation(
    String overlay, List<JsonNode> written, Cluster cluster, Answer tried, Answer applied)
    implements AutoCloseable {

  private static final Duration BOUND = Duration.ofMinutes(2);

  /** Makes it; each object may be refused. */
  static Installation of(String overlay, Programs programs, Path folder) {
    Cluster cluster = Cluster.started(programs, folder);
    try {
      return in(cluster, overlay, programs.definitions());
    } catch (RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private static Installation in(Cluster cluster, String overlay, Path definitions) {
    List<JsonNode> written = Kustomize.render(overlay);
    Owner owner = cluster.owner();
    // They are too large to be applied otherwise.
    owner.has("apply", "--server-side", "--filename", definitions.toString());
    Awaitility.await("the definitions of PodMonitor and Strimzi's kinds")
        .atMost(BOUND)
        .until(() ->
            owner
                .asks("wait", "--for=condition=Established", "customresourcedefinitions", "--all")
                .isGood());
    Answer namespaces = owner.asks(ofKind("Namespace", written), "apply", "--validate=strict");
    if (!namespaces.isGood()) {
      throw new AssertionError("No namespaces: " + namespaces);
    }
    List<JsonNode> inThem = new ArrayList<>(written);
    inThem.removeAll(ofKind("Namespace", written));
    Answer tried =
        owner.asks(inThem, "apply", "--server-side", "--dry-run=server", "--validate=strict");
    return new Installation(overlay, written, cluster, tried, applied(owner, overlay));
  }

  /** Applies it once more. */
  Answer again() {
    return applied(owner(), overlay);
  }

  /** Whether applying it would change something; what, is in its output. */
  Answer compared() {
    return owner().asks("diff", "--kustomize", Kustomize.folder(overlay).toString());
  }

  private static Answer applied(Owner owner, String overlay) {
    return owner.asks(
        "apply", "--validate=strict", "--kustomize", Kustomize.folder(overlay).toString());
  }

  Owner owner() {
    return cluster.owner();
  }

  /** Its objects of that kind. */
  static List<JsonNode> ofKind(String kind, List<JsonNode> objects) {
    return objects.stream().filter(object -> object.path("kind").asText().equals(kind)).toList();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
