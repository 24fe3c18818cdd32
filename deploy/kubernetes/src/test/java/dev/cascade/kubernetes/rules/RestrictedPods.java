package dev.cascade.kubernetes.rules;

import dev.cascade.kubernetes.manifests.Manifests;
import dev.cascade.kubernetes.manifests.Manifests.Workload;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SecurityContext;
import java.util.List;

/**
 * The pod security standard "restricted", which the namespace enforces, for every pod; a read-only
 * root file system for our own.
 */
final class RestrictedPods implements Rule {

  @Override
  public List<String> violations(Manifests manifests) {
    Findings findings = new Findings();
    manifests.of(Namespace.class).stream()
        .filter(namespace -> namespace.getMetadata().getName().equals("cascade"))
        .forEach(namespace ->
            findings.unless(
                namespace.getMetadata().getLabels() != null
                    && "restricted"
                        .equals(
                            namespace
                                .getMetadata()
                                .getLabels()
                                .get("pod-security.kubernetes.io/enforce")),
                Manifests.named(namespace),
                "does not enforce restricted"));
    manifests.workloads().forEach(workload -> pod(findings, workload));
    return findings.all();
  }

  private static void pod(Findings findings, Workload workload) {
    PodSpec pod = workload.template().getSpec();
    PodSecurityContext security = pod.getSecurityContext();
    String name = workload.name();
    if (security == null) {
      findings.unless(false, name, "has no security context");
      return;
    }
    findings.unless(
        Boolean.TRUE.equals(security.getRunAsNonRoot()), name, "may run as root (runAsNonRoot)");
    findings.unless(
        security.getRunAsUser() != null && security.getRunAsUser() > 0,
        name,
        "has no numeric user");
    findings.unless(
        security.getSeccompProfile() != null
            && "RuntimeDefault".equals(security.getSeccompProfile().getType()),
        name,
        "has no seccomp profile");
    findings.unless(
        !Boolean.TRUE.equals(pod.getHostNetwork())
            && !Boolean.TRUE.equals(pod.getHostPID())
            && !Boolean.TRUE.equals(pod.getHostIPC()),
        name,
        "shares the host's namespaces");
    findings.unless(
        pod.getVolumes().stream()
            .allMatch(volume ->
                volume.getEmptyDir() != null
                    || volume.getSecret() != null
                    || volume.getConfigMap() != null),
        name,
        "has a volume that restricted pods may not have");
    pod.getContainers().forEach(one -> container(findings, workload, one));
    pod.getInitContainers().forEach(one -> container(findings, workload, one));
  }

  private static void container(Findings findings, Workload workload, Container container) {
    SecurityContext security = container.getSecurityContext();
    String name = workload.name() + "/" + container.getName();
    if (security == null) {
      findings.unless(false, name, "has no security context");
      return;
    }
    findings.unless(
        Boolean.FALSE.equals(security.getAllowPrivilegeEscalation()),
        name,
        "may get more privileges");
    findings.unless(!Boolean.TRUE.equals(security.getPrivileged()), name, "is privileged");
    findings.unless(
        security.getCapabilities() != null
            && security.getCapabilities().getDrop().equals(List.of("ALL"))
            && security.getCapabilities().getAdd().isEmpty(),
        name,
        "keeps capabilities");
    findings.unless(
        !workload.isOurs() || Boolean.TRUE.equals(security.getReadOnlyRootFilesystem()),
        name,
        "can write its root file system");
  }
}
