package dev.cascade.local.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.local.platform.Ports;
import dev.cascade.local.platform.RealPlatform;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The installer against a real broker and registry, told right and told wrong. */
class CatalogueInstallTest {

  private static final String SERVERS = RealPlatform.broker().bootstrapServers();
  private static final Map<String, String> RIGHT =
      Map.of(
          "KAFKA_BOOTSTRAP_SERVERS",
          SERVERS,
          "CASCADE_REGISTRY_URL",
          RealPlatform.registry().url(),
          "CASCADE_INSTALL_PATIENCE",
          "PT20S");

  @TempDir Path directory;

  /** What one run ended with and said. */
  private record Run(int exitCode, String out, String err) {}

  @Test
  void runAgainItChangesNothing() {
    run(Map.of());

    Run again = run(Map.of("CASCADE_INSTALL_REPLICATION_FACTOR", "1"));

    assertThat(again.err()).isEmpty();
    assertThat(again.exitCode()).isZero();
    assertThat(again.out())
        .isEqualTo(
            "%d topics are there, 0 of them new; %d schemas are registered%n"
                .formatted(topics(), schemas()));
  }

  @Test
  void aTopicWithOtherPartitionsIsNamedAndTheRunFails() throws Exception {
    run(Map.of());
    replace("email-resends", 5);
    try {
      Run run = run(Map.of());

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .startsWith("install: Topic email-resends has 5 partitions, the catalogue says 2. ")
          .hasLineCount(1);
    } finally {
      replace("email-resends", 2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "KAFKA_BOOTSTRAP_SERVERS | - | 2 | KAFKA_BOOTSTRAP_SERVERS is missing",
        "CASCADE_REGISTRY_URL | - | 2 | CASCADE_REGISTRY_URL is missing",
        "CASCADE_REGISTRY_URL | localhost:8090 | 2 | CASCADE_REGISTRY_URL must be http://HOST:PORT or https://..., not localhost:8090",
        "CASCADE_INSTALL_REPLICATION_FACTOR | three | 2 | CASCADE_INSTALL_REPLICATION_FACTOR must be a number from 1 to 999, not three",
        "CASCADE_INSTALL_REPLICATION_FACTOR | 3 | 1 | CASCADE_INSTALL_REPLICATION_FACTOR is 3, but the cluster has 1 broker(s)",
        "CASCADE_INSTALL_PATIENCE | 2m | 2 | CASCADE_INSTALL_PATIENCE must be like PT2M, not 2m",
        "CASCADE_INSTALL_PATIENCE | PT0S | 2 | CASCADE_INSTALL_PATIENCE must be above 0, and PT1H at most, not PT0S",
        "CASCADE_INSTALL_CLIENT_PROPERTIES | /no/such/file | 2 | CASCADE_INSTALL_CLIENT_PROPERTIES: /no/such/file cannot be read",
        "CASCADE_INSTALL_REPLICATON_FACTOR | 1 | 2 | CASCADE_INSTALL_REPLICATON_FACTOR is not a setting; these are: [CASCADE_INSTALL_ACLS, CASCADE_INSTALL_CLIENT_PROPERTIES,",
        "CASCADE_INSTALL_ACLS | yes | 2 | CASCADE_INSTALL_ACLS must be true or false, not yes",
        "CASCADE_INSTALL_REGISTRY_CREDENTIALS | /no/such/file | 2 | CASCADE_INSTALL_REGISTRY_CREDENTIALS: /no/such/file cannot be read",
        "KAFKA_BOOTSTRAP_SERVERS | nowhere | 1 | Kafka's client cannot be made of KAFKA_BOOTSTRAP_SERVERS=nowhere and CASCADE_INSTALL_CLIENT_PROPERTIES: Invalid url in bootstrap.servers: nowhere",
      })
  void whatIsWrongIsToldInOneLine(String variable, String value, int exitCode, String told) {
    Map<String, String> environment = new HashMap<>(RIGHT);
    environment.remove(variable);
    Optional.ofNullable(value).ifPresent(wrong -> environment.put(variable, wrong));

    Run run = runWith(environment);

    assertThat(run.err()).startsWith("install: " + told).hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }

  @Test
  void moreReplicasInSyncThanThereAreIsRefusedBeforeAnythingIsCreated() {
    Run run =
        run(
            Map.of(
                "CASCADE_INSTALL_REPLICATION_FACTOR", "1",
                "CASCADE_INSTALL_MIN_IN_SYNC_REPLICAS", "2"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "install: CASCADE_INSTALL_MIN_IN_SYNC_REPLICAS is 2, more than the 1 replicas of"
                + " CASCADE_INSTALL_REPLICATION_FACTOR: nothing could be written\n");
  }

  @Test
  void nobodyAtTheAddressIsToldWithinThePatience() {
    String closed = "localhost:" + Ports.free(1).getFirst();

    Run noBroker =
        run(Map.of("KAFKA_BOOTSTRAP_SERVERS", closed, "CASCADE_INSTALL_PATIENCE", "PT1S"));
    Run noRegistry =
        run(Map.of("CASCADE_REGISTRY_URL", "http://" + closed, "CASCADE_INSTALL_PATIENCE", "PT5S"));

    assertThat(noBroker.err())
        .startsWith("install: No broker answers at KAFKA_BOOTSTRAP_SERVERS=" + closed)
        .hasLineCount(1);
    assertThat(noRegistry.err())
        .startsWith("install: CASCADE_REGISTRY_URL: http://" + closed)
        .contains("does not answer within PT5S")
        .hasLineCount(1);
  }

  @Test
  void theClientsFileIsObeyed() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("client.properties"),
            "security.protocol=SSL\nssl.truststore.location=/no/such/store\n");

    Run run = run(Map.of("CASCADE_INSTALL_CLIENT_PROPERTIES", file.toString()));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("/no/such/store").hasLineCount(1);
  }

  private static Run run(Map<String, String> different) {
    Map<String, String> environment = new HashMap<>(RIGHT);
    environment.putAll(different);
    return runWith(environment);
  }

  private static Run runWith(Map<String, String> environment) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = CatalogueInstall.run(environment, printing(out), printing(err));
    return new Run(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream printing(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static void replace(String topic, int partitions) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", SERVERS))) {
      admin.deleteTopics(List.of(topic)).all().get();
      Awaitility.await("the topic to be made anew")
          .atMost(Duration.ofSeconds(20))
          .ignoreExceptionsMatching(e -> e.getCause() instanceof TopicExistsException)
          .until(() -> {
            admin
                .createTopics(
                    List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                .all()
                .get();
            return true;
          });
      Awaitility.await("the topic to be known")
          .atMost(Duration.ofSeconds(20))
          .until(() -> admin.listTopics().names().get().contains(topic));
    }
  }

  private static int topics() {
    return TopicCatalogue.load().topics().size();
  }

  private static long schemas() {
    return TopicCatalogue.load().topics().stream()
        .filter(topic -> topic.valueSchema().isPresent())
        .count();
  }
}
