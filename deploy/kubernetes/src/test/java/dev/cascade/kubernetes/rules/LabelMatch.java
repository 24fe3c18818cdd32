package dev.cascade.kubernetes.rules;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A label selector, as Kubernetes understands it.
 *
 * @param labels that must be there with these values
 * @param requirements beyond them
 */
record LabelMatch(Map<String, String> labels, List<LabelSelectorRequirement> requirements) {

  static LabelMatch of(@Nullable LabelSelector selector) {
    return selector == null
        ? new LabelMatch(Map.of(), List.of())
        : new LabelMatch(
            Objects.requireNonNullElse(selector.getMatchLabels(), Map.of()),
            Objects.requireNonNullElse(selector.getMatchExpressions(), List.of()));
  }

  static LabelMatch of(Map<String, String> labels) {
    return new LabelMatch(labels, List.of());
  }

  boolean test(Map<String, String> pod) {
    return pod.entrySet().containsAll(labels.entrySet())
        && requirements.stream().allMatch(requirement -> test(requirement, pod));
  }

  private static boolean test(LabelSelectorRequirement requirement, Map<String, String> pod) {
    String value = pod.get(requirement.getKey());
    return switch (requirement.getOperator()) {
      case "In" -> value != null && requirement.getValues().contains(value);
      case "NotIn" -> value == null || !requirement.getValues().contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> throw new IllegalArgumentException("No operator " + requirement.getOperator());
    };
  }
}
