package dev.cascade.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The real broker, registry and mail server, and what is installed in them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlatformTest {

  private static final KafkaBroker broker = RealPlatform.broker();
  private static final SchemaRegistry registry = RealPlatform.registry();
  private static final MailServer mail = RealPlatform.mail();

  private static final Schema BEFORE = record().requiredString("id").endRecord();

  /** Neither readers nor writers of {@link #BEFORE} can live with it. */
  private static final Schema AFTER =
      record().requiredLong("id").requiredString("another").endRecord();

  @TempDir Path directory;

  @Test
  @Order(1)
  void everyTopicOfTheCatalogueIsCreatedAsItSays() throws Exception {
    TopicInstaller installer = new TopicInstaller(broker.bootstrapServers());
    TopicCatalogue catalogue = TopicCatalogue.load();

    installer.install(catalogue);

    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      assertThat(admin.listTopics().names().get())
          .containsAll(catalogue.topics().stream().map(TopicDefinition::name).toList());
    }
    assertThat(installer.install(catalogue))
        .isEqualTo(new TopicInstaller.Report(List.of(), List.of(), List.of()));
  }

  @Test
  @Order(2)
  void aTopicThatDiffersFromTheCatalogueIsNamedAndKept() {
    TopicCatalogue catalogue = TopicCatalogue.load();
    TopicDefinition orders = catalogue.topic("orders");
    TopicDefinition wanted =
        new TopicDefinition(
            orders.name(),
            orders.key(),
            orders.value(),
            orders.owner(),
            "delete",
            null,
            null,
            null,
            null,
            orders.purpose(),
            orders.partitions() + 5);

    TopicInstaller.Report report =
        new TopicInstaller(broker.bootstrapServers()).install(new TopicCatalogue(List.of(wanted)));

    assertThat(report.created()).isEmpty();
    assertThat(report.differences())
        .anySatisfy(line -> assertThat(line).contains("orders", "partitions"))
        .anySatisfy(line -> assertThat(line).contains("orders", "cleanup.policy=compact"));
    assertThat(report.unfit()).hasSize(2);
  }

  @Test
  void theBrokerSpeaksTheTransactionProtocolThatLosesNothing() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      assertThat(
              admin
                  .describeFeatures()
                  .featureMetadata()
                  .get()
                  .finalizedFeatures()
                  .get("transaction.version")
                  .maxVersionLevel())
          .isEqualTo((short) 2);
    }
  }

  @Test
  void schemasKeepTheirIdsWhenRegisteredAgainAndAcrossARestartOfTheRegistry() {
    SchemaInstaller installer = new SchemaInstaller(registry.url());
    TopicCatalogue catalogue = TopicCatalogue.load();
    Map<String, Integer> first = installer.install(catalogue);

    Map<String, Integer> again = installer.install(catalogue);
    registry.close();
    registry.start();
    registry.awaitReady(PlatformStart.BOUND);
    Map<String, Integer> afterARestart = installer.install(catalogue);

    assertThat(first).isNotEmpty();
    assertThat(again).isEqualTo(first);
    assertThat(afterARestart).isEqualTo(first);
  }

  @Test
  void aSchemaThatReadersCannotLiveWithIsRefused() {
    SchemaInstaller installer = new SchemaInstaller(registry.url());
    installer.install("experiment-value", BEFORE);

    assertThatThrownBy(() -> installer.install("experiment-value", AFTER))
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining("dev.cascade.Experiment is not compatible")
        .hasMessageContaining("experiment-value");
  }

  @Test
  void afterAnInstallWhoeverRegistersIsHeldToItInTheSubjectsOfTheCatalogue() {
    SchemaInstaller installer = new SchemaInstaller(registry.url());
    TopicCatalogue catalogue = TopicCatalogue.load();
    installer.install(catalogue);
    String subject = catalogue.topic("orders").valueSubject();

    assertThatThrownBy(() -> installer.register(subject, AFTER))
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining("is not compatible with what " + subject + " already holds");
  }

  @Test
  void afterAnInstallSubjectsOfOthersAreHeldToNothing() {
    SchemaInstaller installer = new SchemaInstaller(registry.url());
    installer.install(TopicCatalogue.load());

    int first = installer.register("foreign-value", BEFORE);
    int second = installer.register("foreign-value", AFTER);

    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void mailForAnybodyIsAcceptedAndCanBeReadOverHttp() throws Exception {
    SmtpConversation.send(mail, "Alice <alice@example.org>", "alice@example.org", "Confirmed");

    String inbox =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(mail.apiUrl() + "/api/user/alice@example.org/messages/INBOX/"))
                    .build(),
                BodyHandlers.ofString())
            .body();

    assertThat(inbox).contains("Confirmed");
  }

  @Test
  void aServerThatDiesWhileStartingShowsTheEndOfItsLog() {
    MailServer second =
        MailServer.builder()
            .smtpPort(mail.smtpPort())
            .apiPort(Ports.free(1).getFirst())
            .dataDirectory(directory.resolve("second"))
            .javaOptions("-XX:NoSuchOption")
            .build();
    second.start();

    assertThatThrownBy(() -> second.awaitReady(PlatformStart.BOUND))
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining("mail died while starting")
        .hasMessageContaining("NoSuchOption");
  }

  private static SchemaBuilder.FieldAssembler<Schema> record() {
    return SchemaBuilder.record("Experiment").namespace("dev.cascade").fields();
  }
}
