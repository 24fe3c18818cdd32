package dev.cascade.kubernetes.rules;

import dev.cascade.kubernetes.manifests.Manifests;
import dev.cascade.kubernetes.manifests.Manifests.Workload;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may talk to whom is exactly who has to: the owners of the catalogue's topics and the
 * installer to Kafka and the registry, the instances of a service that keeps state among
 * themselves, email to the mail server, clients and monitoring to the services, and these to
 * whoever issues tokens, where they ask for any.
 */
final class NetworkEdges implements Rule {

  /** Keeps no state that others could ask it for, and has nothing to say to clients. */
  private static final String STATELESS = "order-details";

  private static final String INSTALLER = "install";

  @Override
  public List<String> violations(Manifests manifests) {
    Findings findings = new Findings();
    findings.unless(
        manifests.of(NetworkPolicy.class).stream().anyMatch(NetworkEdges::deniesAll),
        "NetworkPolicy default-deny",
        "not everything is denied by default");
    PolicyEdges edges = new PolicyEdges(manifests);
    Set<String> ours =
        manifests.workloads().stream()
            .filter(Workload::isOurs)
            .map(workload -> workload.labels().get(Manifests.NAME))
            .collect(Collectors.toSet());
    ours.forEach(name -> {
      Set<String> expected = expectedFrom(name);
      if (edges.hasIssuer() && !name.equals(INSTALLER)) {
        expected.add("issuer");
      }
      compare(findings, name + " may talk to", edges.from(name), expected);
      compare(findings, name + " may be talked to by", edges.to(name), expectedTo(name));
    });
    findings.unless(ours.equals(expectedParts()), "Cascade", "consists of " + ours);
    edges.oneSided().forEach(edge -> findings.unless(false, edge, "only one end permits it"));
    return findings.all();
  }

  private static boolean deniesAll(NetworkPolicy policy) {
    return LabelMatch.of(policy.getSpec().getPodSelector()).equals(LabelMatch.of(Map.of()))
        && policy.getSpec().getPolicyTypes().containsAll(List.of("Ingress", "Egress"))
        && policy.getSpec().getIngress().isEmpty()
        && policy.getSpec().getEgress().isEmpty();
  }

  /** Whoever owns a topic, and the installer. */
  private static Set<String> expectedParts() {
    return Stream.concat(
            Stream.of(INSTALLER),
            TopicCatalogue.load().topics().stream()
                .flatMap(topic -> Stream.of(topic.owner().split(", ")))
                .filter(owner -> !owner.equals("outside"))
                .map(owner -> owner.replaceAll("-service$", "")))
        .collect(Collectors.toSet());
  }

  private static Set<String> expectedFrom(String name) {
    Set<String> expected = new TreeSet<>(Set.of("dns", "kafka", "registry"));
    if (isAskedByOthers(name)) {
      expected.add(name);
    }
    if (name.equals("email")) {
      expected.add("smtp");
    }
    return expected;
  }

  private static Set<String> expectedTo(String name) {
    if (name.equals(INSTALLER)) {
      return Set.of();
    }
    Set<String> expected = new TreeSet<>(Set.of("monitoring"));
    if (isAskedByOthers(name)) {
      expected.addAll(Set.of(name, "ingress-nginx"));
    }
    return expected;
  }

  private static boolean isAskedByOthers(String name) {
    return !name.equals(STATELESS) && !name.equals(INSTALLER);
  }

  private static void compare(
      Findings findings, String subject, Set<String> permitted, Set<String> expected) {
    findings.unless(
        permitted.equals(expected), subject, "%s, but has to: %s".formatted(permitted, expected));
  }
}
