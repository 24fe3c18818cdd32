package dev.cascade.kubernetes.rules;

import dev.cascade.kubernetes.manifests.Manifests;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.util.List;
import java.util.Map;

/** Whatever selects pods selects some, and what belongs to one service selects only its pods. */
final class Selectors implements Rule {

  @Override
  public List<String> violations(Manifests manifests) {
    Findings findings = new Findings();
    List<Map<String, String>> pods =
        manifests.workloads().stream().map(Manifests.Workload::labels).toList();
    for (StatefulSet set : manifests.of(StatefulSet.class)) {
      findings.unless(
          LabelMatch.of(set.getSpec().getSelector())
              .test(set.getSpec().getTemplate().getMetadata().getLabels()),
          Manifests.named(set),
          "does not select its own pods");
    }
    for (Service service : manifests.of(Service.class)) {
      findings.unless(
          selected(pods, LabelMatch.of(service.getSpec().getSelector())) == 1,
          Manifests.named(service),
          "does not select the pods of one workload");
    }
    for (PodDisruptionBudget budget : manifests.of(PodDisruptionBudget.class)) {
      findings.unless(
          selected(pods, LabelMatch.of(budget.getSpec().getSelector())) == 1,
          Manifests.named(budget),
          "does not select the pods of one workload");
    }
    for (NetworkPolicy policy : manifests.of(NetworkPolicy.class)) {
      findings.unless(
          selected(pods, LabelMatch.of(policy.getSpec().getPodSelector())) > 0,
          Manifests.named(policy),
          "selects no pod");
    }
    monitors(findings, manifests);
    budgets(findings, manifests);
    spreads(findings, manifests);
    return findings.all();
  }

  private static long selected(List<Map<String, String>> pods, LabelMatch match) {
    return pods.stream().filter(match::test).count();
  }

  private static void monitors(Findings findings, Manifests manifests) {
    for (PodMonitor monitor : manifests.of(PodMonitor.class)) {
      LabelMatch match = LabelMatch.of(monitor.getSpec().getSelector());
      manifests
          .services()
          .forEach(set ->
              findings.unless(
                  match.test(set.getSpec().getTemplate().getMetadata().getLabels()),
                  Manifests.named(monitor),
                  "leaves out " + Manifests.named(set)));
    }
  }

  private static void budgets(Findings findings, Manifests manifests) {
    manifests
        .services()
        .forEach(set ->
            findings.unless(
                manifests.of(PodDisruptionBudget.class).stream()
                    .anyMatch(budget ->
                        LabelMatch.of(budget.getSpec().getSelector())
                            .test(set.getSpec().getTemplate().getMetadata().getLabels())),
                Manifests.named(set),
                "has no disruption budget"));
  }

  private static void spreads(Findings findings, Manifests manifests) {
    manifests
        .services()
        .forEach(set ->
            set.getSpec()
                .getTemplate()
                .getSpec()
                .getTopologySpreadConstraints()
                .forEach(spread ->
                    findings.unless(
                        spread.getLabelSelector() != null
                            && LabelMatch.of(spread.getLabelSelector())
                                .test(set.getSpec().getTemplate().getMetadata().getLabels())
                            && spread.getMatchLabelKeys().contains(Manifests.NAME),
                        Manifests.named(set),
                        "is not spread among its own instances by " + spread.getTopologyKey())));
  }
}
