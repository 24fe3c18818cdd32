package dev.cascade.kubernetes.rules;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cascade.kubernetes.manifests.Manifests;
import dev.cascade.kubernetes.manifests.Manifests.Workload;
import io.fabric8.openshift.api.model.monitoring.v1.PodMetricsEndpoint;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is scraped in the cluster has the labels that alerts and dashboards ask for: the job of the
 * alert rules, and as {@code service} the name that the scrape configuration beside them gives.
 */
final class ScrapeLabels implements Rule {

  private static final Path PROMETHEUS =
      Path.of(System.getProperty("basedir", ""))
          .toAbsolutePath()
          .resolveSibling("observability/prometheus");

  private static final Pattern JOB = Pattern.compile("\\bjob=\"([^\"]*)\"");

  @Override
  public List<String> violations(Manifests manifests) {
    Findings findings = new Findings();
    for (PodMonitor monitor : manifests.of(PodMonitor.class)) {
      LabelMatch match = LabelMatch.of(monitor.getSpec().getSelector());
      manifests.workloads().stream()
          .filter(workload -> match.test(workload.labels()))
          .forEach(workload -> check(findings, monitor, workload));
    }
    return findings.all();
  }

  private void check(Findings findings, PodMonitor monitor, Workload workload) {
    Set<String> jobs = jobsOfTheAlerts();
    Set<String> services = servicesBesideThem();
    String name = workload.owner().getMetadata().getName();
    for (PodMetricsEndpoint endpoint : monitor.getSpec().getPodMetricsEndpoints()) {
      Map<String, String> labels = TargetLabels.of(monitor, endpoint, workload.labels());
      String job = labels.getOrDefault("job", "");
      findings.unless(
          jobs.equals(Set.of(job)),
          Manifests.named(monitor),
          "gives %s the job %s, alerts ask for %s".formatted(workload, job, jobs));
      String service = labels.getOrDefault("service", "");
      findings.unless(
          service.equals(name) && services.contains(name),
          Manifests.named(monitor),
          "gives %s the service \"%s\", elsewhere they are %s"
              .formatted(workload, service, services));
    }
  }

  private static Set<String> jobsOfTheAlerts() {
    return JOB.matcher(text("cascade.rules.yml"))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  private static Set<String> servicesBesideThem() {
    try {
      return Set.copyOf(
          new YAMLMapper().readTree(text("prometheus.yml")).findValuesAsText("service"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String file) {
    try {
      return Files.readString(PROMETHEUS.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
