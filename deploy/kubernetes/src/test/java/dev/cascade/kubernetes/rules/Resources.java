package dev.cascade.kubernetes.rules;

import dev.cascade.kubernetes.manifests.Manifests;
import dev.cascade.kubernetes.manifests.Manifests.Workload;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything says what it needs. Memory is requested as it is limited, so that nobody is evicted
 * for what was promised; processors are not limited, since a throttled commit stalls its readers.
 */
final class Resources implements Rule {

  @Override
  public List<String> violations(Manifests manifests) {
    Findings findings = new Findings();
    manifests.workloads().forEach(workload -> check(findings, workload));
    return findings.all();
  }

  private static void check(Findings findings, Workload workload) {
    ResourceRequirements resources =
        workload.template().getSpec().getContainers().getFirst().getResources();
    Map<String, Quantity> requests =
        resources == null
            ? Map.of()
            : Objects.requireNonNullElse(resources.getRequests(), Map.of());
    Map<String, Quantity> limits =
        resources == null ? Map.of() : Objects.requireNonNullElse(resources.getLimits(), Map.of());
    findings.unless(
        requests.containsKey("cpu") && requests.containsKey("memory"),
        workload.name(),
        "does not say what it needs");
    findings.unless(
        Objects.equals(requests.get("memory"), limits.get("memory")),
        workload.name(),
        "is limited to other memory than it asks for");
    findings.unless(!limits.containsKey("cpu"), workload.name(), "is throttled");
  }
}
