package dev.cascade.kubernetes.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All objects of one kustomization, decoded. */
public record Manifests(List<HasMetadata> objects) {

  /** The label that says which service an object belongs to. */
  public static final String NAME = "app.kubernetes.io/name";

  /** The label of what Cascade itself runs: the services and the installer. */
  public static final String PART_OF = "app.kubernetes.io/part-of";

  /**
   * What runs.
   *
   * @param name for messages, such as {@code StatefulSet orders}
   * @param owner of the pods
   * @param template of the pods
   */
  public record Workload(String name, HasMetadata owner, PodTemplateSpec template) {

    /** The labels of its pods. */
    public Map<String, String> labels() {
      return template.getMetadata().getLabels();
    }

    /** Whether it is Cascade's own, not a platform beside it. */
    public boolean isOurs() {
      return "cascade".equals(labels().get(PART_OF));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** What the folder is rendered to. */
  public static Manifests of(String folder) {
    return decoded(Kustomize.render(folder));
  }

  /** Those objects, each decoded strictly. */
  public static Manifests decoded(List<JsonNode> objects) {
    return new Manifests(objects.stream().map(StrictDecoder::decode).toList());
  }

  /** The objects of that kind. */
  public <T extends HasMetadata> List<T> of(Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Everything that makes pods. */
  public List<Workload> workloads() {
    return Stream.concat(
            of(StatefulSet.class).stream()
                .map(set -> new Workload(named(set), set, set.getSpec().getTemplate())),
            of(Job.class).stream()
                .map(job -> new Workload(named(job), job, job.getSpec().getTemplate())))
        .toList();
  }

  /** The StatefulSets of the six services. */
  public List<StatefulSet> services() {
    return of(StatefulSet.class).stream()
        .filter(set ->
            "cascade".equals(set.getSpec().getTemplate().getMetadata().getLabels().get(PART_OF)))
        .toList();
  }

  /** Kind and name, for messages. */
  public static String named(HasMetadata object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }
}
