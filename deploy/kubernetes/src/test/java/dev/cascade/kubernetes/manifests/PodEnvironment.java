package dev.cascade.kubernetes.manifests;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapKeySelector;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables that a pod of a StatefulSet is started with, resolved as the kubelet does it. */
public final class PodEnvironment {

  private static final Pattern REFERENCE = Pattern.compile("\\$\\(([A-Za-z_][A-Za-z0-9_]*)\\)");

  private PodEnvironment() {}

  /**
   * Of the pod with that number. Values that come from secrets are not known here and are left out.
   */
  public static Map<String, String> of(Manifests manifests, StatefulSet set, int number) {
    Map<String, String> resolved = new LinkedHashMap<>();
    for (EnvVar variable :
        set.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv()) {
      EnvVarSource source = variable.getValueFrom();
      if (source == null) {
        resolved.put(variable.getName(), expanded(variable.getValue(), resolved));
      } else if (source.getFieldRef() != null) {
        resolved.put(variable.getName(), field(source.getFieldRef().getFieldPath(), set, number));
      } else if (source.getConfigMapKeyRef() != null) {
        resolved.put(variable.getName(), configured(manifests, source.getConfigMapKeyRef()));
      }
    }
    return resolved;
  }

  /** A reference to a variable that is not known before this one stays as it is written. */
  private static String expanded(String value, Map<String, String> before) {
    return REFERENCE
        .matcher(value)
        .replaceAll(
            found -> Matcher.quoteReplacement(before.getOrDefault(found.group(1), found.group())));
  }

  private static String field(String path, StatefulSet set, int number) {
    return switch (path) {
      case "metadata.name" -> set.getMetadata().getName() + "-" + number;
      case "metadata.namespace" -> set.getMetadata().getNamespace();
      case "metadata.labels['app.kubernetes.io/name']" ->
          set.getSpec().getTemplate().getMetadata().getLabels().get(Manifests.NAME);
      default -> throw new AssertionError("No field " + path + " of a pod");
    };
  }

  private static String configured(Manifests manifests, ConfigMapKeySelector reference) {
    return manifests.of(ConfigMap.class).stream()
        .filter(map -> map.getMetadata().getName().equals(reference.getName()))
        .map(map -> map.getData().getOrDefault(reference.getKey(), ""))
        .findFirst()
        .orElse("");
  }
}
