package dev.cascade.kubernetes.rules;

import io.fabric8.openshift.api.model.monitoring.v1.PodMetricsEndpoint;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.RelabelConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The labels by which Prometheus knows a pod, as its operator has it make them of a PodMonitor. */
final class TargetLabels {

  private static final String OF_THE_POD = "__meta_kubernetes_pod_label_";

  private TargetLabels() {}

  /** What they are after relabeling, those among them that Prometheus does not keep. */
  static Map<String, String> of(
      PodMonitor monitor, PodMetricsEndpoint endpoint, Map<String, String> pod) {
    Map<String, String> labels = new HashMap<>();
    pod.forEach(
        (name, value) -> labels.put(OF_THE_POD + name.replaceAll("[^a-zA-Z0-9_]", "_"), value));
    labels.put("job", job(monitor, pod));
    endpoint.getRelabelings().forEach(rule -> relabel(labels, rule));
    return labels;
  }

  private static String job(PodMonitor monitor, Map<String, String> pod) {
    return Optional.ofNullable(monitor.getSpec().getJobLabel())
        .map(pod::get)
        .orElse(monitor.getMetadata().getNamespace() + "/" + monitor.getMetadata().getName());
  }

  private static void relabel(Map<String, String> labels, RelabelConfig rule) {
    String action = Objects.requireNonNullElse(rule.getAction(), "replace");
    if (!action.equals("replace")) {
      throw new IllegalArgumentException("No action " + action);
    }
    String source =
        rule.getSourceLabels().stream()
            .map(name -> labels.getOrDefault(name, ""))
            .collect(Collectors.joining(Objects.requireNonNullElse(rule.getSeparator(), ";")));
    Matcher matcher =
        Pattern.compile(Objects.requireNonNullElse(rule.getRegex(), "(.*)")).matcher(source);
    if (matcher.matches()) {
      StringBuilder value = new StringBuilder();
      matcher.appendReplacement(value, Objects.requireNonNullElse(rule.getReplacement(), "$1"));
      labels.put(rule.getTargetLabel(), value.toString());
    }
  }
}
