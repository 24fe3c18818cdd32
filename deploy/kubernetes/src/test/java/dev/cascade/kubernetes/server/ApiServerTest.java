package dev.cascade.kubernetes.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.kubernetes.manifests.Broken;
import dev.cascade.kubernetes.manifests.Kustomize;
import dev.cascade.kubernetes.manifests.Manifests;
import dev.cascade.kubernetes.manifests.Manifests.Workload;
import dev.cascade.local.secrets.BrokerSecrets;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a real API server says of the manifests: whether it takes them, keeps them as they are
 * written, and admits the pods that come of them. Skipped where there is none.
 */
class ApiServerTest {

  private static final String PRODUCTION = "overlays/production";
  private static final String STRIMZI = "overlays/production-strimzi";

  /** Each overlay has a cluster of its own, from the first test that asks for it to the last. */
  private static final Map<String, Installation> INSTALLED = new HashMap<>();

  @TempDir static Path folder;

  static Stream<String> overlays() {
    return Stream.of("overlays/local", PRODUCTION, STRIMZI);
  }

  @BeforeAll
  static void whereThereIsOne() {
    Programs.here();
  }

  @AfterAll
  static void endClusters() {
    INSTALLED.values().forEach(Installation::close);
  }

  private static Installation installed(String overlay) {
    return INSTALLED.computeIfAbsent(
        overlay, each -> Installation.of(each, Programs.here(), newFolder("cluster")));
  }

  private static Path newFolder(String name) {
    try {
      return Files.createTempDirectory(folder, name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void theServerTakesEveryObjectAndWarnsOfNone(String overlay) {
    Installation installation = installed(overlay);

    assertThat(installation.tried()).matches(Answer::isGood);
    assertThat(installation.applied()).matches(Answer::isGood);
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void everyFieldIsKeptAsItIsWritten(String overlay) {
    List<JsonNode> written = installed(overlay).written();

    List<JsonNode> kept = installed(overlay).owner().kept(written);

    assertThat(kept).hasSameSizeAs(written);
    for (int each = 0; each < written.size(); each++) {
      assertThat(Lost.of(written.get(each), kept.get(each))).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void whoAppliesTwiceChangesNothing(String overlay) {
    Installation installation = installed(overlay);
    List<String> before = versions(installation);

    Answer again = installation.again();

    assertThat(again).matches(Answer::isGood);
    assertThat(versions(installation)).isEqualTo(before);
    assertThat(installation.compared()).matches(Answer::isGood);
  }

  private static List<String> versions(Installation installation) {
    return installation.owner().kept(installation.written()).stream()
        .map(object -> object.path("kind") + " " + object.at("/metadata/resourceVersion"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("overlays")
  void whatControllersMakeOfItIsAdmittedAndGetsNoToken(String overlay) {
    Owner owner = installed(overlay).owner();
    List<JsonNode> made = made(overlay);

    Answer created = owner.asks(made, "create");

    assertThat(created).matches(Answer::isGood);
    List<JsonNode> pods = owner.kept(Installation.ofKind("Pod", made));
    assertThat(pods).hasSameSizeAs(Manifests.of(overlay).workloads());
    assertThat(pods)
        .allSatisfy(pod ->
            assertThat(pod.at("/spec/volumes").toString()).doesNotContain("serviceAccountToken"));
  }

  private static List<JsonNode> made(String overlay) {
    return ControllersWork.of(installed(overlay).owner().kept(installed(overlay).written()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Pod/orders-0 | /spec/securityContext/runAsNonRoot | false | runAsNonRoot != true",
        "Pod/orders-0 | /spec/securityContext/runAsUser | 0 | runAsUser=0",
        "Pod/fraud-0 | /spec/securityContext/seccompProfile/type | Unconfined | seccompProfile",
        "Pod/fraud-0 | /spec/hostPID | true | host namespaces",
        "Pod/email-0 | /spec/containers/0/securityContext/allowPrivilegeEscalation | true | allowPrivilegeEscalation != false",
        "Pod/email-0 | /spec/containers/0/securityContext/capabilities/drop | [CHOWN] | unrestricted capabilities",
        "Pod/install-first | /spec/volumes/0 | {name: kafka-user, hostPath: {path: /etc}} | restricted volume types",
      })
  void aPodThatIsNotRestrictedIsRefused(String pod, String place, String value, String told) {
    Answer answer = triesPod(pod, place, value);

    assertRefused(answer, "violates PodSecurity \"restricted:latest\"", told);
  }

  @Test
  void aPodOfAnAccountThatIsNotThereIsRefused() {
    Answer answer = triesPod("Pod/orders-0", "/spec/serviceAccountName", "order");

    assertRefused(answer, "serviceaccount \"order\" not found");
  }

  /** What the server says of a pod with one place changed, without making it. */
  private static Answer triesPod(String pod, String place, String value) {
    JsonNode broken = Broken.named(Broken.at(made(PRODUCTION), pod, place, value), pod);
    return installed(PRODUCTION).owner().asks(List.of(broken), "create", "--dry-run=server");
  }

  @Test
  void theServerWarnsOfAStatefulSetWhosePodsWouldBeRefused() {
    Answer answer =
        tries("StatefulSet/orders", "/spec/template/spec/securityContext/runAsNonRoot", "false");

    assertThat(answer.complaints()).contains("Warning: would violate PodSecurity");
    assertThat(answer).doesNotMatch(Answer::isGood);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "StatefulSet/orders | /spec/template/spec/terminationGracePeriod | 45 | spec.template.spec.terminationGracePeriod",
        "NetworkPolicy/default-deny | /spec/podSelectors | {} | spec.podSelectors",
        "PodMonitor/cascade | /spec/podMetricsEndpoint | [] | spec.podMetricsEndpoint",
        "Kafka/cascade | /spec/kafka/replica | 3 | spec.kafka.replica",
        "KafkaUser/orders | /spec/acls | [] | spec.acls",
      })
  void aFieldThatTheServerDoesNotKnowIsRefused(
      String object, String place, String value, String field) {
    Answer answer = tries(object, place, value);

    assertRefused(answer, "strict decoding error: unknown field \"" + field + "\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Namespace/cascade | /metadata/labels/pod-security.kubernetes.io~1enforce | strict | must be one of",
        "StatefulSet/orders | /spec/template/spec/containers/0/volumeMounts/0/name | state-of-old | Not found",
        "StatefulSet/orders | /spec/template/metadata/labels | {app.kubernetes.io/name: fraud} | `selector` does not match template `labels`",
        "StatefulSet/orders | /spec/template/spec/containers/0/resources/limits/memory | 1Mi | must be less than or equal to memory limit",
        "Service/orders | /spec/ports/0/targetPort | the-port-of-http | must be no more than 15 characters",
        "PodDisruptionBudget/orders | /spec/minAvailable | 1 | cannot be both set",
        "NetworkPolicy/email-to-smtp | /spec/egress/0/to/0/ipBlock/cidr | 203.0.113.0/33 | must be a valid",
        "HorizontalPodAutoscaler/orders | /spec/maxReplicas | 1 | must be greater than or equal to `minReplicas`",
        "Ingress/cascade | /spec/rules/0/http/paths/0/path | v1 | must be an absolute path",
        "PodMonitor/cascade | /spec/podMetricsEndpoints/0/interval | 15 s | should match",
        "Kafka/cascade | /spec/kafka/listeners/0/port | 443 | should be greater than or equal to 9092",
        "KafkaNodePool/node | /spec/roles | [brokers] | Unsupported value",
        "KafkaUser/orders | /spec/authorization/acls/0/operations | [Reads] | Unsupported value",
      })
  void aMistakeThatOnlyTheServerSeesIsRefused(
      String object, String place, String value, String told) {
    assertRefused(tries(object, place, value), told);
  }

  private static void assertRefused(Answer answer, String... told) {
    assertThat(answer.exitCode()).as(answer.toString()).isEqualTo(1);
    assertThat(answer.complaints()).contains(told);
  }

  /** What the server says of an object with one place changed, without changing it. */
  private static Answer tries(String object, String place, String value) {
    Installation installation = installed(STRIMZI);
    JsonNode broken = Broken.named(Broken.at(installation.written(), object, place, value), object);
    return installation
        .owner()
        .asks(List.of(broken), "apply", "--dry-run=server", "--validate=strict");
  }

  @Test
  void anotherTagIsTakenByAllButAJobThatIsStillThere() {
    Installation installation = installed(PRODUCTION);
    List<JsonNode> objects = installation.written();
    for (String object : List.of("StatefulSet/orders", "StatefulSet/email", "Job/install")) {
      objects =
          Broken.at(objects, object, "/spec/template/spec/containers/0/image", "cascade/other:2");
    }

    Answer answer = installation.owner().asks(objects, "apply", "--dry-run=server");

    assertThat(answer.output().lines())
        .contains(
            "statefulset.apps/orders configured (server dry run)",
            "statefulset.apps/email configured (server dry run)")
        .noneMatch(line -> line.startsWith("job"));
    assertThat(answer.complaints().lines()).hasSize(1);
    assertThat(answer.complaints())
        .startsWith("The Job \"install\" is invalid: spec.template")
        .contains("field is immutable");
  }

  @Test
  void theInstallerIsAppliedAloneByItsLabel() {
    Owner owner = installed(PRODUCTION).owner();
    String overlay = Kustomize.folder(PRODUCTION).toString();

    Answer answer =
        owner.asks(
            "apply",
            "--dry-run=server",
            "--kustomize",
            overlay,
            "--selector",
            "app.kubernetes.io/name=install");

    assertThat(answer).matches(Answer::isGood);
    assertThat(answer.output().lines())
        .containsExactlyInAnyOrder(
            "serviceaccount/install unchanged (server dry run)",
            "job.batch/install unchanged (server dry run)");
  }

  @Test
  void theNumberOfInstancesThatAnAutoscalerSetStaysWhenTheOverlayIsAppliedAgain() {
    Installation installation = installed(PRODUCTION);
    installation
        .owner()
        .has("scale", "statefulset/orders", "--namespace", "cascade", "--replicas=2");

    installation.again();

    List<JsonNode> kept = installation.owner().kept(installation.written());
    assertThat(Broken.named(kept, "StatefulSet/orders").at("/spec/replicas").asInt()).isEqualTo(2);
  }

  @Test
  void thePodsAreKnownToKafkaByTheSecretsThatAreMadeOfAFolder() throws IOException {
    Owner owner = installed(PRODUCTION).owner();
    Path secrets = newFolder("secrets");
    new BrokerSecrets(secrets).make(users());
    owner.has(
        "--namespace",
        "cascade",
        "create",
        "secret",
        "generic",
        "smtp",
        "--from-literal=username=shop",
        "--from-literal=password=open");

    Answer made = kafkaSecrets(owner, secrets.toString());
    Answer again = kafkaSecrets(owner, secrets.toString());

    assertThat(made).matches(Answer::isGood);
    assertThat(made.output().lines()).hasSize(7).allMatch(line -> line.endsWith(" created"));
    assertThat(again.output().lines()).hasSize(7).allMatch(line -> line.endsWith(" unchanged"));
    assertKnown(owner, PRODUCTION, Files.readString(secrets.resolve("ca.pem")));
    assertThat(ours(PRODUCTION))
        .allSatisfy(
            workload -> assertThat(new SecretFiles(owner, workload).missingKeys()).isEmpty());
  }

  @Test
  void thePodsAreKnownToKafkaByTheSecretsThatAreMadeOfTheOperators() throws IOException {
    Owner owner = installed(STRIMZI).owner();

    Answer early = kafkaSecrets(owner, "--from-strimzi");
    actAsOperator(owner, users().subList(0, 6));
    Answer incomplete = kafkaSecrets(owner, "--from-strimzi");
    assertThat(owner.all("secrets", "cascade")).isEmpty();
    actAsOperator(owner, users().subList(6, 7));
    Answer made = kafkaSecrets(owner, "--from-strimzi");

    assertThat(early.exitCode()).isEqualTo(2);
    assertThat(early.complaints())
        .contains("no secret cascade-cluster-ca-cert in kafka: is cascade-cluster-ca-cert there");
    assertThat(incomplete.exitCode()).isEqualTo(2);
    assertThat(incomplete.complaints()).contains("no secret " + users().get(6) + " in kafka");
    assertThat(made).matches(Answer::isGood);
    assertKnown(owner, STRIMZI, "the authority\n");
  }

  /** Makes what the operator makes of a Kafka and of those KafkaUsers. */
  private static void actAsOperator(Owner owner, List<String> users) {
    if (owner.all("secrets", "kafka").isEmpty()) {
      owner.has(
          "--namespace",
          "kafka",
          "create",
          "secret",
          "generic",
          "cascade-cluster-ca-cert",
          "--from-literal=ca.crt=the authority\n",
          "--from-literal=ca.password=p");
    }
    for (String user : users) {
      owner.has(
          "--namespace",
          "kafka",
          "create",
          "secret",
          "generic",
          user,
          "--from-literal=password=p",
          "--from-literal=sasl.jaas.config="
              + "org.apache.kafka.common.security.scram.ScramLoginModule required"
              + " username=\"%s\" password=\"p\";".formatted(user));
    }
  }

  private static Answer kafkaSecrets(Owner owner, String... arguments) {
    List<String> command = new ArrayList<>(List.of(Kustomize.folder("kafka-secrets").toString()));
    command.addAll(Arrays.asList(arguments));
    return owner.runs(command);
  }

  /** Each pod finds the file that it is told of, and in it who it is and where the authority is. */
  private static void assertKnown(Owner owner, String overlay, String authority)
      throws IOException {
    assertThat(ours(overlay)).hasSize(7);
    for (Workload workload : ours(overlay)) {
      SecretFiles secret = new SecretFiles(owner, workload);
      Map<String, String> files = secret.files();
      String file = secret.variable("_CLIENT_PROPERTIES");
      assertThat(files).as(workload.name()).containsKey(file);
      Properties client = new Properties();
      client.load(new StringReader(files.get(file)));
      assertThat(client)
          .containsEntry("security.protocol", "SASL_SSL")
          .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
          .containsEntry("ssl.truststore.type", "PEM");
      assertThat(client.getProperty("sasl.jaas.config"))
          .contains("username=\"" + user(workload) + "\"");
      assertThat(files).containsEntry(client.getProperty("ssl.truststore.location"), authority);
    }
  }

  private static List<Workload> ours(String overlay) {
    return Manifests.of(overlay).workloads().stream().filter(Workload::isOurs).toList();
  }

  private static List<String> users() {
    return ours(PRODUCTION).stream().map(ApiServerTest::user).toList();
  }

  /** As whom its pods go to Kafka. */
  private static String user(Workload workload) {
    String name = workload.labels().getOrDefault(Manifests.NAME, "");
    return name.equals("install") ? "installer" : name;
  }
}
