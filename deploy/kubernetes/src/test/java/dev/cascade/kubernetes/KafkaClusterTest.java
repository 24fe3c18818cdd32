package dev.cascade.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.kubernetes.manifests.Manifests;
import dev.cascade.kubernetes.manifests.Manifests.Workload;
import dev.cascade.kubernetes.manifests.PodEnvironment;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.kafka.KafkaAuthorizationSimple;
import io.strimzi.api.kafka.model.kafka.listener.GenericKafkaListener;
import io.strimzi.api.kafka.model.kafka.listener.KafkaListenerAuthenticationScramSha512;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.nodepool.ProcessRoles;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.KafkaUserScramSha512ClientAuthentication;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The cluster that the Strimzi operator is asked for, and what our own part of it expects. */
class KafkaClusterTest {

  private final Manifests manifests = Manifests.of("overlays/production-strimzi");
  private final Kafka kafka = manifests.of(Kafka.class).getFirst();
  private final KafkaNodePool nodes = manifests.of(KafkaNodePool.class).getFirst();

  @Test
  void aBrokerCanBeLostWithoutLosingARecordOrAWrite() {
    assertThat(nodes.getSpec().getReplicas()).isEqualTo(3);
    assertThat(nodes.getSpec().getRoles())
        .containsExactlyInAnyOrder(ProcessRoles.BROKER, ProcessRoles.CONTROLLER);
    assertThat(nodes.getMetadata().getLabels())
        .containsEntry("strimzi.io/cluster", kafka.getMetadata().getName());
    assertThat(kafka.getSpec().getKafka().getConfig())
        .containsEntry("default.replication.factor", 3)
        .containsEntry("min.insync.replicas", 2)
        .containsEntry("offsets.topic.replication.factor", 3)
        .containsEntry("transaction.state.log.replication.factor", 3)
        .containsEntry("transaction.state.log.min.isr", 2);
  }

  @Test
  void topicsAndChangelogsHaveAsManyCopies() {
    Map<String, String> installer =
        manifests
            .of(Job.class)
            .getFirst()
            .getSpec()
            .getTemplate()
            .getSpec()
            .getContainers()
            .getFirst()
            .getEnv()
            .stream()
            .filter(variable -> variable.getValue() != null)
            .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));

    assertThat(installer)
        .containsEntry("CASCADE_INSTALL_REPLICATION_FACTOR", "3")
        .containsEntry("CASCADE_INSTALL_MIN_IN_SYNC_REPLICAS", "2")
        .containsEntry("CASCADE_INSTALL_ACLS", "false");
    for (StatefulSet set : manifests.services()) {
      assertThat(PodEnvironment.of(manifests, set, 0))
          .as(Manifests.named(set))
          .containsEntry("CASCADE_STREAMS_REPLICATION_FACTOR", "3");
    }
  }

  @Test
  void whoeverComesIsAskedWhoHeIsAndEveryServiceIsSomebody() {
    GenericKafkaListener listener = kafka.getSpec().getKafka().getListeners().getFirst();
    List<KafkaUser> users = manifests.of(KafkaUser.class);

    assertThat(kafka.getSpec().getKafka().getListeners()).hasSize(1);
    assertThat(listener.isTls()).isTrue();
    assertThat(listener.getAuth()).isInstanceOf(KafkaListenerAuthenticationScramSha512.class);
    assertThat(kafka.getSpec().getKafka().getAuthorization())
        .isInstanceOfSatisfying(
            KafkaAuthorizationSimple.class, simple -> assertThat(simple.getSuperUsers()).isNull());
    assertThat(kafka.getSpec().getEntityOperator().getUserOperator()).isNotNull();
    assertThat(users)
        .extracting(user -> "kafka-" + user.getMetadata().getName())
        .containsExactlyInAnyOrderElementsOf(secretsOfPods());
    assertThat(users)
        .allSatisfy(user -> {
          assertThat(user.getMetadata().getLabels())
              .containsEntry("strimzi.io/cluster", kafka.getMetadata().getName());
          assertThat(user.getMetadata().getNamespace())
              .isEqualTo(kafka.getMetadata().getNamespace());
          assertThat(user.getSpec().getAuthentication())
              .isInstanceOf(KafkaUserScramSha512ClientAuthentication.class);
          assertThat(user.getSpec().getAuthorization())
              .as("without rights of its own the operator would take those that the Job grants")
              .isInstanceOf(KafkaUserAuthorizationSimple.class);
        });
  }

  private List<String> secretsOfPods() {
    return manifests.workloads().stream()
        .filter(Workload::isOurs)
        .flatMap(workload -> workload.template().getSpec().getVolumes().stream())
        .filter(volume -> volume.getSecret() != null)
        .map(volume -> volume.getSecret().getSecretName())
        .toList();
  }

  @Test
  void theServicesAreToldOfTheClusterThatIsMade() {
    GenericKafkaListener listener = kafka.getSpec().getKafka().getListeners().getFirst();

    assertThat(
            PodEnvironment.of(manifests, manifests.services().getFirst(), 0)
                .get("KAFKA_BOOTSTRAP_SERVERS"))
        .isEqualTo(
            "%s-kafka-bootstrap.%s.svc:%d"
                .formatted(
                    kafka.getMetadata().getName(),
                    kafka.getMetadata().getNamespace(),
                    listener.getPort()));
    assertThat(listener.getNetworkPolicyPeers()).hasSize(1);
  }
}
