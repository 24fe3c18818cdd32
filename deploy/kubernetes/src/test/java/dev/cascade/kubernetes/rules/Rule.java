package dev.cascade.kubernetes.rules;

import dev.cascade.kubernetes.manifests.Manifests;
import java.util.List;

/** Something that must hold for the objects of every kustomization. */
public interface Rule {

  /** Every rule. */
  List<Rule> ALL =
      List.of(
          new RestrictedPods(),
          new OwnAccounts(),
          new Probes(),
          new CleanLeave(),
          new Selectors(),
          new ScrapeLabels(),
          new StableNames(),
          new ConfigurationKeys(),
          new References(),
          new KafkaUsers(),
          new NetworkEdges(),
          new Instances(),
          new Resources());

  /** What breaks it, a sentence each with the object's kind and name; empty when it holds. */
  List<String> violations(Manifests manifests);
}
