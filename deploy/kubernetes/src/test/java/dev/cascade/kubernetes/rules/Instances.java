package dev.cascade.kubernetes.rules;

import dev.cascade.kubernetes.manifests.Manifests;
import dev.cascade.kubernetes.manifests.PodEnvironment;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.List;
import java.util.Optional;

/**
 * No service has more instances than its topics have partitions, nor fewer than its standbys need.
 */
final class Instances implements Rule {

  @Override
  public List<String> violations(Manifests manifests) {
    Findings findings = new Findings();
    List<HorizontalPodAutoscaler> scalers = manifests.of(HorizontalPodAutoscaler.class);
    for (StatefulSet set : manifests.services()) {
      String name = set.getMetadata().getName();
      Optional<HorizontalPodAutoscaler> scaler =
          scalers.stream()
              .filter(one ->
                  one.getSpec().getScaleTargetRef().getName().equals(name)
                      && one.getSpec().getScaleTargetRef().getKind().equals("StatefulSet"))
              .findFirst();
      Integer replicas = set.getSpec().getReplicas();
      findings.unless(
          scaler.isPresent() != (replicas != null),
          Manifests.named(set),
          "is counted by itself and by an autoscaler, or by neither");
      int least = scaler.map(one -> one.getSpec().getMinReplicas()).orElse(orNone(replicas));
      int most = scaler.map(one -> one.getSpec().getMaxReplicas()).orElse(orNone(replicas));
      String standbys =
          PodEnvironment.of(manifests, set, 0).getOrDefault("CASCADE_STREAMS_STANDBYS", "0");
      findings.unless(
          least > Integer.parseInt(standbys),
          Manifests.named(set),
          "has %d instance(s) for %s standby(s)".formatted(least, standbys));
      findings.unless(
          most <= partitions(name) && (scaler.isEmpty() || most == partitions(name)),
          Manifests.named(set),
          "has up to %d instances, its topics have %d partitions"
              .formatted(most, partitions(name)));
    }
    return findings.all();
  }

  private static int orNone(Integer replicas) {
    return replicas == null ? 0 : replicas;
  }

  private static int partitions(String service) {
    return TopicCatalogue.load().topics().stream()
        .filter(topic -> List.of(topic.owner().split(", ")).contains(service + "-service"))
        .mapToInt(TopicDefinition::partitions)
        .max()
        .orElse(0);
  }
}
