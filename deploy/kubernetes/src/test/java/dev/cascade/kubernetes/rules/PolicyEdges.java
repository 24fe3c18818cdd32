package dev.cascade.kubernetes.rules;

import dev.cascade.kubernetes.manifests.Manifests;
import dev.cascade.kubernetes.manifests.Manifests.Workload;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the network policies permit, as names: a service by its own, and what lies outside by the
 * port at which {@code platform} or {@code identity} says that it is.
 */
final class PolicyEdges {

  private static final String NAMESPACE = "kubernetes.io/metadata.name";
  private static final int DNS = 53;
  private static final String NOWHERE = "http://none:1";

  private final List<NetworkPolicy> policies;
  private final List<Workload> workloads;
  private final Map<String, String> platform;
  private final Map<String, String> identity;

  /** One direction of one policy: a peer and a port. */
  private record Opening(NetworkPolicyPeer peer, int port) {}

  PolicyEdges(Manifests manifests) {
    this.policies = manifests.of(NetworkPolicy.class);
    this.workloads = manifests.workloads();
    this.platform = data(manifests, "platform");
    this.identity = data(manifests, "identity");
  }

  private static Map<String, String> data(Manifests manifests, String name) {
    return manifests.of(ConfigMap.class).stream()
        .filter(map -> map.getMetadata().getName().equals(name))
        .map(ConfigMap::getData)
        .findFirst()
        .orElse(Map.of());
  }

  /** Whether services ask for tokens, whose keys somebody outside shows. */
  boolean hasIssuer() {
    return identity.containsKey("key-set");
  }

  /** Whom the pods of that name may open connections to. */
  Set<String> from(String name) {
    Set<String> names = new TreeSet<>();
    openings(name, true).forEach(opening -> names.add(outside(opening, name)));
    return names;
  }

  /** Who may open connections to the pods of that name. */
  Set<String> to(String name) {
    Set<String> names = new TreeSet<>();
    openings(name, false)
        .forEach(opening -> {
          if (opening.peer().getNamespaceSelector() != null) {
            names.add(opening.peer().getNamespaceSelector().getMatchLabels().get(NAMESPACE));
          } else {
            selected(opening.peer()).forEach(other -> names.add(nameOf(other)));
          }
        });
    return names;
  }

  /** Connections inside the namespace that one policy permits and no policy at the other end. */
  List<String> oneSided() {
    List<String> found = new ArrayList<>();
    for (Workload from : workloads) {
      for (Opening opening : openings(nameOf(from), true).toList()) {
        selected(opening.peer())
            .filter(to -> opening.peer().getNamespaceSelector() == null)
            .filter(to -> openings(nameOf(to), false).noneMatch(in -> admits(in, from, opening)))
            .forEach(to -> found.add(nameOf(from) + " to " + nameOf(to)));
      }
    }
    return found;
  }

  private static boolean admits(Opening in, Workload from, Opening out) {
    return in.port() == out.port()
        && in.peer().getPodSelector() != null
        && LabelMatch.of(in.peer().getPodSelector()).test(from.labels());
  }

  private Stream<Opening> openings(String name, boolean outgoing) {
    return workloads.stream()
        .filter(workload -> nameOf(workload).equals(name))
        .flatMap(workload ->
            policies.stream()
                .filter(policy ->
                    LabelMatch.of(policy.getSpec().getPodSelector()).test(workload.labels())))
        .flatMap(policy -> outgoing ? outgoing(policy) : incoming(policy));
  }

  private static Stream<Opening> outgoing(NetworkPolicy policy) {
    return policy.getSpec().getEgress().stream()
        .flatMap(rule -> pairs(rule.getTo(), rule.getPorts()));
  }

  private static Stream<Opening> incoming(NetworkPolicy policy) {
    return policy.getSpec().getIngress().stream()
        .flatMap(rule -> pairs(rule.getFrom(), rule.getPorts()));
  }

  private static Stream<Opening> pairs(
      List<NetworkPolicyPeer> peers, List<NetworkPolicyPort> ports) {
    return peers.stream()
        .flatMap(peer -> ports.stream().map(port -> new Opening(peer, port.getPort().getIntVal())));
  }

  private Stream<Workload> selected(NetworkPolicyPeer peer) {
    return peer.getPodSelector() == null
        ? Stream.of()
        : workloads.stream()
            .filter(workload -> LabelMatch.of(peer.getPodSelector()).test(workload.labels()));
  }

  /** A peer of our own by its name, else whatever is known to be at the port. */
  private String outside(Opening opening, String name) {
    boolean itself =
        opening.peer().getNamespaceSelector() == null
            && selected(opening.peer()).anyMatch(other -> nameOf(other).equals(name));
    if (itself) {
      return name;
    }
    int port = opening.port();
    if (port == DNS) {
      return "dns";
    }
    if (Stream.of(platform.getOrDefault("bootstrap-servers", "").split(","))
        .allMatch(server -> server.endsWith(":" + port))) {
      return "kafka";
    }
    if (port == portOf(platform.getOrDefault("registry-url", NOWHERE))) {
      return "registry";
    }
    if (port == portOf(identity.getOrDefault("key-set", NOWHERE))) {
      return "issuer";
    }
    return Integer.toString(port).equals(platform.get("smtp-port")) ? "smtp" : "port " + port;
  }

  private static int portOf(String url) {
    URI uri = URI.create(url);
    if (uri.getPort() > 0) {
      return uri.getPort();
    }
    return "https".equals(uri.getScheme()) ? 443 : 80;
  }

  private static String nameOf(Workload workload) {
    return workload.labels().get(Manifests.NAME);
  }
}
