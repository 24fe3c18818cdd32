package dev.cascade.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.kubernetes.manifests.Broken;
import dev.cascade.kubernetes.manifests.Kustomize;
import dev.cascade.kubernetes.manifests.Manifests;
import dev.cascade.kubernetes.rules.Rule;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rules themselves: each break of the production manifests is seen, and told with its place.
 */
class BrokenManifestsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "StatefulSet/orders | /spec/template/spec/securityContext/runAsNonRoot | false | StatefulSet orders: may run as root",
        "StatefulSet/orders | /spec/template/spec/securityContext/runAsUser | 0 | StatefulSet orders: has no numeric user",
        "StatefulSet/fraud | /spec/template/spec/securityContext/seccompProfile/type | Unconfined | StatefulSet fraud: has no seccomp profile",
        "StatefulSet/fraud | /spec/template/spec/hostNetwork | true | StatefulSet fraud: shares the host's namespaces",
        "StatefulSet/email | /spec/template/spec/containers/0/securityContext/allowPrivilegeEscalation | true | StatefulSet email/service: may get more privileges",
        "StatefulSet/email | /spec/template/spec/containers/0/securityContext/capabilities/drop | [CHOWN] | StatefulSet email/service: keeps capabilities",
        "StatefulSet/email | /spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem | false | StatefulSet email/service: can write its root file system",
        "Job/install | /spec/template/spec/containers/0/securityContext/privileged | true | Job install/install: is privileged",
        "StatefulSet/payments | /spec/template/spec/volumes/0 | {name: tmp, hostPath: {path: /tmp}} | StatefulSet payments: has a volume that restricted pods may not have",
        "Namespace/cascade | /metadata/labels | {} | Namespace cascade: does not enforce restricted",
        "ServiceAccount/orders | /automountServiceAccountToken | true | ServiceAccount orders: gives its pods a token",
        "StatefulSet/orders | /spec/template/spec/automountServiceAccountToken | true | StatefulSet orders: mounts a token",
        "StatefulSet/orders | /spec/template/spec/serviceAccountName | fraud | shares its account",
        "StatefulSet/orders | /spec/template/spec/containers/0/readinessProbe/httpGet/path | /health | StatefulSet orders: has no readiness probe at /q/health/ready",
        "StatefulSet/orders | /spec/template/spec/containers/0/livenessProbe/httpGet/port | admin | StatefulSet orders: has no liveness probe",
        "StatefulSet/orders | /spec/template/spec/containers/0/livenessProbe/failureThreshold | 2 | StatefulSet orders: gives up liveness after 20 s",
        "StatefulSet/orders | /spec/template/spec/containers/0/startupProbe/failureThreshold | 5 | StatefulSet orders: gives up startup after 10 s",
        "StatefulSet/orders | /spec/template/spec/terminationGracePeriodSeconds | 30 | StatefulSet orders: is killed before 35 s",
        "StatefulSet/orders | /spec/template/spec/containers/0/lifecycle | {} | StatefulSet orders: does not wait before it is ended",
        "Service/orders | /spec/selector | {app.kubernetes.io/name: oders} | Service orders: does not select the pods of one workload",
        "Service/orders-instances | /spec/selector | {app.kubernetes.io/part-of: cascade} | Service orders-instances: does not select the pods of one workload",
        "PodDisruptionBudget/email | /spec/selector/matchLabels | {app.kubernetes.io/name: mail} | StatefulSet email: has no disruption budget",
        "PodMonitor/cascade | /spec/selector/matchExpressions/0/values | [orders] | PodMonitor cascade: leaves out StatefulSet email",
        "PodMonitor/cascade | /spec/jobLabel | null | PodMonitor cascade: gives StatefulSet orders the job cascade/cascade, alerts ask for [cascade]",
        "PodMonitor/cascade | /spec/jobLabel | app.kubernetes.io/name | PodMonitor cascade: gives StatefulSet fraud the job fraud, alerts ask for [cascade]",
        "PodMonitor/cascade | /spec/podMetricsEndpoints/0/relabelings | [] | PodMonitor cascade: gives StatefulSet orders the service \"\", elsewhere",
        "PodMonitor/cascade | /spec/podMetricsEndpoints/0/relabelings/0/targetLabel | app | PodMonitor cascade: gives StatefulSet orders the service \"\", elsewhere",
        "PodMonitor/cascade | /spec/podMetricsEndpoints/0/relabelings/0/sourceLabels | [__meta_kubernetes_pod_label_app_kubernetes_io_part_of] | PodMonitor cascade: gives StatefulSet orders the service \"cascade\", elsewhere",
        "PodMonitor/cascade | /spec/podMetricsEndpoints/0/relabelings/0/replacement | $1-service | PodMonitor cascade: gives StatefulSet email the service \"email-service\", elsewhere",
        "StatefulSet/email | /spec/template/metadata/labels/app.kubernetes.io~1part-of | shop | PodMonitor cascade: gives StatefulSet email the job shop, alerts ask for [cascade]",
        "StatefulSet/email | /spec/template/spec/topologySpreadConstraints/0/matchLabelKeys | [] | StatefulSet email: is not spread among its own instances by topology.kubernetes.io/zone",
        "StatefulSet/orders | /spec/selector/matchLabels | {app.kubernetes.io/name: fraud} | StatefulSet orders: does not select its own pods",
        "StatefulSet/orders | /spec/serviceName | orders | StatefulSet orders: has no headless service",
        "Service/orders-instances | /spec/publishNotReadyAddresses | false | StatefulSet orders: has no headless service",
        "Service/fraud | /spec/ports/0/targetPort | metrics | StatefulSet fraud: has no service for clients",
        "StatefulSet/orders | /spec/template/spec/containers/0/env/12/valueFrom/fieldRef/fieldPath | metadata.namespace | StatefulSet orders: its second pod is the member cascade",
        "StatefulSet/orders | /spec/template/spec/containers/0/volumeMounts/1/name | tmp | StatefulSet orders: does not keep its stores on a volume of its own",
        "StatefulSet/orders | /spec/template/spec/containers/0/env/- | {name: CASCADE_STREAMS_STANDBYES, value: '1'} | StatefulSet orders: CASCADE_STREAMS_STANDBYES is not a setting",
        "StatefulSet/orders | /spec/template/spec/containers/0/env/- | {name: CASCADE_FRAUD_LIMIT, value: '1'} | StatefulSet orders: CASCADE_FRAUD_LIMIT is not a setting",
        "Job/install | /spec/template/spec/containers/0/env/- | {name: CASCADE_STREAMS_STANDBYS, value: '1'} | Job install: CASCADE_STREAMS_STANDBYS is not a setting",
        "StatefulSet/email | /spec/template/spec/containers/0/env/- | {name: QUARKUS_MAILER_PASSWORD, value: secret} | StatefulSet email: QUARKUS_MAILER_PASSWORD is not taken from a secret",
        "ConfigMap/platform | /data | {smtp-port: '587'} | StatefulSet orders: KAFKA_BOOTSTRAP_SERVERS is bootstrap-servers of platform, which is not there",
        "StatefulSet/orders | /spec/template/spec/containers/0/volumeMounts/2/name | temp | StatefulSet orders: mounts temp, which is no volume",
        "StatefulSet/orders | /spec/template/spec/volumes/0/secret/secretName | kafka-fraud | StatefulSet orders: is not known to the brokers by the secret kafka-orders",
        "StatefulSet/fraud | /spec/template/spec/containers/0/volumeMounts/0/readOnly | false | StatefulSet fraud: is not known to the brokers by the secret kafka-fraud",
        "StatefulSet/fraud | /spec/template/spec/containers/0/volumeMounts/0/mountPath | /etc/kafka | StatefulSet fraud: is not known to the brokers by the secret kafka-fraud",
        "Job/install | /spec/template/spec/volumes/0/secret/secretName | kafka-orders | Job install: is not known to the brokers by the secret kafka-installer",
        "ConfigMap/identity | /data | {issuer: a} | StatefulSet orders: CASCADE_IDENTITY_KEY_SET is key-set of identity, which is not there",
        "NetworkPolicy/services-to-issuer | /spec/egress/0/ports/0/port | 8444 | orders may talk to: [dns, kafka, orders, port 8444, registry], but has to: [dns, issuer, kafka, orders, registry]",
        "Ingress/cascade | /spec/rules/0/http/paths/0/backend/service/name | order | Ingress cascade: no service order",
        "Ingress/cascade | /spec/rules/0/http/paths/0/path | /v1 | Ingress cascade: /v1 is for operators only",
        "NetworkPolicy/default-deny | /spec/policyTypes | [Ingress] | NetworkPolicy default-deny: not everything is denied by default",
        "NetworkPolicy/email-to-smtp | /spec/podSelector/matchLabels | {app.kubernetes.io/name: orders} | orders may talk to: [dns, issuer, kafka, orders, registry, smtp]",
        "NetworkPolicy/cascade-to-registry | /spec/podSelector | {matchLabels: {app.kubernetes.io/name: orders}} | fraud may talk to: [dns, fraud, issuer, kafka], but has to: [dns, fraud, issuer, kafka, registry]",
        "NetworkPolicy/orders-to-orders | /spec/ingress | [] | orders to orders: only one end permits it",
        "NetworkPolicy/orders-to-orders | /spec/egress/0/to/0/podSelector/matchLabels | {app.kubernetes.io/name: payments} | orders may talk to",
        "NetworkPolicy/ingress-to-services | /spec/podSelector | {} | order-details may be talked to by: [ingress-nginx, monitoring], but has to: [monitoring]",
        "HorizontalPodAutoscaler/orders | /spec/maxReplicas | 3 | StatefulSet orders: has up to 3 instances, its topics have 2 partitions",
        "HorizontalPodAutoscaler/orders | /spec/minReplicas | 1 | StatefulSet orders: has 1 instance(s) for 1 standby(s)",
        "HorizontalPodAutoscaler/orders | /spec/scaleTargetRef/name | order | StatefulSet orders: is counted by itself and by an autoscaler, or by neither",
        "StatefulSet/orders | /spec/replicas | 2 | StatefulSet orders: is counted by itself and by an autoscaler, or by neither",
        "StatefulSet/orders | /spec/template/spec/containers/0/resources | {} | StatefulSet orders: does not say what it needs",
        "StatefulSet/orders | /spec/template/spec/containers/0/resources/limits | {memory: 1Gi} | StatefulSet orders: is limited to other memory",
        "StatefulSet/orders | /spec/template/spec/containers/0/resources/limits/cpu | 1 | StatefulSet orders: is throttled",
      })
  void aBreakIsSeen(String object, String place, String value, String told) {
    List<JsonNode> objects =
        Broken.at(Kustomize.render("overlays/production"), object, place, value);

    Manifests broken = Manifests.decoded(objects);

    assertThat(Rule.ALL.stream().flatMap(rule -> rule.violations(broken).stream()))
        .anySatisfy(violation -> assertThat(violation).contains(told));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "StatefulSet/orders | /spec/template/spec/terminationGracePeriod | 45 | terminationGracePeriod",
        "StatefulSet/orders | /spec/template/spec/containers/0/securityContext/readOnlyRootFileSystem | true | readOnlyRootFileSystem",
        "NetworkPolicy/default-deny | /spec/podSelectors | {} | podSelectors",
        "HorizontalPodAutoscaler/orders | /spec/maxReplicas | two | two",
        "PodMonitor/cascade | /spec/podMetricsEndpoint | [] | podMetricsEndpoint",
        "Kafka/cascade | /spec/kafka/replica | 3 | replica",
        "KafkaNodePool/node | /spec/role | [broker] | role",
      })
  void aFieldThatTheModelDoesNotHaveIsRefused(
      String object, String place, String value, String told) {
    List<JsonNode> objects =
        Broken.at(Kustomize.render("overlays/production-strimzi"), object, place, value);

    assertThatThrownBy(() -> Manifests.decoded(objects))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(told);
  }
}
