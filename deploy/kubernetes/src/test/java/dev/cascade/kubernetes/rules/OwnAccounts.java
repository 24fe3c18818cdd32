package dev.cascade.kubernetes.rules;

import dev.cascade.kubernetes.manifests.Manifests;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every workload has a service account of its own, and no pod gets a token of Kubernetes' API. */
final class OwnAccounts implements Rule {

  @Override
  public List<String> violations(Manifests manifests) {
    Findings findings = new Findings();
    Set<String> accounts =
        manifests.of(ServiceAccount.class).stream()
            .map(account -> account.getMetadata().getName())
            .collect(Collectors.toSet());
    manifests
        .of(ServiceAccount.class)
        .forEach(account ->
            findings.unless(
                Boolean.FALSE.equals(account.getAutomountServiceAccountToken()),
                Manifests.named(account),
                "gives its pods a token"));
    Set<String> taken = new HashSet<>();
    manifests
        .workloads()
        .forEach(workload -> {
          PodSpec pod = workload.template().getSpec();
          String account = pod.getServiceAccountName();
          findings.unless(accounts.contains(account), workload.name(), "has no account of its own");
          findings.unless(taken.add(account), workload.name(), "shares its account");
          findings.unless(
              Boolean.FALSE.equals(pod.getAutomountServiceAccountToken()),
              workload.name(),
              "mounts a token");
        });
    return findings.all();
  }
}
