package dev.cascade.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.local.platform.PlatformServer;
import dev.cascade.local.platform.Ports;
import dev.cascade.local.platform.RealPlatform;
import dev.cascade.local.platform.ServerFailedException;
import dev.cascade.local.run.HomePlatform.Wish;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An ecosystem on a Kafka and a registry that it did not start; here they are real ones. */
class HomePlatformTest {

  private static final String KAFKA = RealPlatform.broker().bootstrapServers();
  private static final String REGISTRY = RealPlatform.registry().url();

  @TempDir Path directory;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Progress progress =
      new Progress(new PrintStream(said, true, StandardCharsets.UTF_8));
  private Installation installation;

  @BeforeEach
  void install() {
    installation = Installation.of(directory, Map.of("CASCADE_HOME", "home"));
  }

  @Test
  void aHomeOnThePlatformOfOthersStartsNeitherAndEveryLaterCommandKnows() {
    settle(both());
    settle(nothing());

    Ecosystem ecosystem = Ecosystem.of(installation);
    assertThat(ecosystem.platform()).extracting(PlatformServer::name).containsExactly("mail");
    assertThat(ecosystem.kafka().bootstrapServers()).isEqualTo(KAFKA);
    assertThat(ecosystem.everyService())
        .containsEntry("KAFKA_BOOTSTRAP_SERVERS", KAFKA)
        .containsEntry("CASCADE_REGISTRY_URL", REGISTRY);
    assertThatThrownBy(() -> ecosystem.server("kafka"))
        .hasMessageContaining("'kafka' is run by others, at " + KAFKA);
    assertThat(HomePlatform.elsewhere(installation))
        .containsExactly("the topics and records at " + KAFKA, "the schemas at " + REGISTRY);
  }

  @Test
  void whatItNeedsIsCreatedThereAndTheStatusSaysWhoseItIs() {
    settle(both());
    up();
    up();

    assertThat(said.toString()).contains(" topics ", "0 created", "registered and compatible");
    assertThat(new StatusTable(Ecosystem.of(installation)).lines())
        .anyMatch(line -> line.matches("kafka +answers +- +" + KAFKA + " +- +run by others"))
        .anyMatch(line -> line.matches("registry +answers +- +" + REGISTRY + " +- +run by others"));
  }

  @Test
  void whoHasGoneIsAway() {
    String closed = "localhost:" + Ports.free(1).getFirst();
    keep(closed, "http://" + closed);

    StatusTable status = new StatusTable(Ecosystem.of(installation));

    assertThat(status.lines()).anyMatch(line -> line.matches("kafka +is away .*"));
    assertThat(status.allReady()).isFalse();
  }

  @Test
  void anotherClusterThanBeforeIsNotUsed() {
    settle(both());
    HomeSettings.of(installation.home())
        .with(HomeSettings.cluster("the-one-before", true))
        .keep(installation.home());

    assertThatThrownBy(this::up)
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining("belongs to the-one-before")
        .hasMessageContaining("CASCADE_HOME");
  }

  @Test
  void everyServiceIsToldHowToSayWhoItIs() throws IOException {
    Path file =
        Files.writeString(directory.resolve("client.properties"), "security.protocol=PLAINTEXT\n");
    settle(new Wish(KAFKA, file, null, null));

    Ecosystem ecosystem = Ecosystem.of(installation);

    assertThat(ecosystem.kafka().client("anybody")).containsEntry("security.protocol", "PLAINTEXT");
    assertThat(ecosystem.platform())
        .extracting(PlatformServer::name)
        .containsExactly("registry", "mail");
    Files.delete(file);
    assertThatThrownBy(() -> ecosystem.kafka().client("anybody"))
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining(file.toString());
    assertThat(new StatusTable(ecosystem).lines())
        .anyMatch(line -> line.matches("kafka +is away .*"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "nowhere | - | - | - | --kafka must be HOST:PORT, several with commas between, not 'nowhere'",
        "a:1,b | - | - | - | --kafka must be HOST:PORT",
        "a:99999 | - | - | - | Kafka's client cannot be made of KAFKA_BOOTSTRAP_SERVERS=a:99999",
        "- | - | http://me:secret@a | - | --registry must be http://HOST:PORT or https://..., not http://me:secret@a",
        "- | - | http://a:99999 | - | --registry must be http://HOST:PORT",
        "- | pom.xml | - | - | --kafka-config says how to use --kafka, which is missing",
        "a:1 | no-such-file | - | - | --kafka-config no-such-file cannot be read",
        "- | - | localhost:8081 | - | --registry must be http://HOST:PORT or https://..., not localhost:8081",
        "- | - | - | pom.xml | --registry-credentials says how to use --registry, which is missing",
        "- | - | http://a | pom.xml | --registry-credentials pom.xml must hold one line, NAME:PASSWORD",
      })
  void whatCannotBeIsToldAndNothingIsKept(
      String kafka, Path config, String registry, Path credentials, String told) {
    assertThatThrownBy(() -> settle(new Wish(kafka, config, registry, credentials)))
        .isInstanceOf(RuntimeException.class)
        .hasMessageStartingWith(told);
    assertThat(installation.home().resolve("settings.properties")).doesNotExist();
  }

  @Test
  void aClientsFileHasNothingToDoWithAnythingButSecurity() throws IOException {
    Path file = Files.writeString(directory.resolve("client.properties"), "linger.ms=5\n");

    assertThatThrownBy(() -> settle(new Wish(KAFKA, file, null, null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has linger.ms; it may have security.*, sasl.* and ssl.* only");
  }

  @Test
  void aFileIsSaidSoThatEveryServiceFindsIt() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("client.properties"), "ssl.truststore.location=ca.pem\n");

    assertThatThrownBy(() -> settle(new Wish(KAFKA, file, null, null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ssl.truststore.location must be an absolute path, not 'ca.pem'");
  }

  @Test
  void whatCannotBeUsedIsNotKept() {
    settle(both());
    String closed = "localhost:" + Ports.free(1).getFirst();

    assertThatThrownBy(() -> impatiently(new Wish(closed, null, null, null)))
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining(closed);
    assertThat(Ecosystem.of(installation).kafka().bootstrapServers()).isEqualTo(KAFKA);
  }

  @Test
  void theRegistryThatGaveTheIdsStays() {
    settle(both());

    assertThatThrownBy(() -> settle(new Wish(null, null, "http://localhost:1", null)))
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining("by the ids of the registry at " + REGISTRY);
  }

  @Test
  void topicsOfOthersAreNotReadByTheSchemasOfARegistryOfOnesOwn() {
    settle(both());
    up();
    new HomeFolder(installation.home()).wipe();

    settle(new Wish(KAFKA, null, null, null));

    assertThatThrownBy(this::up)
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining("--registry URL");
  }

  @Test
  void threeBrokersOfItsOwnAndTheRegistryOfOthersGoTogether() {
    settle(new Wish(null, null, REGISTRY, null));
    new HomeBrokers(installation, progress).settle(3);

    Ecosystem ecosystem = Ecosystem.of(installation);

    assertThat(ecosystem.kafka().brokers()).hasSize(3);
    assertThat(ecosystem.registry().url()).isEqualTo(REGISTRY);
  }

  @Test
  void aSecuredHomeHasKeysOfItsOwn() {
    installation.secrets().make(List.of());

    assertThatThrownBy(() -> settle(both()))
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining("keys and users of its own");
  }

  @Test
  void aHomeWithABrokerOfItsOwnKeepsIt() throws IOException {
    Files.createDirectories(installation.data("kafka"));

    assertThatThrownBy(() -> settle(both()))
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining("a kafka of its own")
        .hasMessageContaining("./cascade reset");
    assertThat(Ecosystem.of(installation).kafka().brokers()).hasSize(1);
  }

  @Test
  void whatIsDecidedForBrokersOfOnesOwnIsNotDecidedForOthers() {
    settle(both());

    assertThatThrownBy(
            () -> new HomePlatform(installation, progress).settle(nothing(), List.of("--secure")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--secure is about brokers of this home's own");
  }

  private static Wish both() {
    return new Wish(KAFKA, null, REGISTRY, null);
  }

  private static Wish nothing() {
    return new Wish(null, null, null, null);
  }

  private void settle(Wish wish) {
    new HomePlatform(installation, progress).settle(wish, List.of());
  }

  /** As {@link #settle}, by somebody who waits for a second only. */
  private void impatiently(Wish wish) {
    new HomePlatform(installation, progress, Map.of("CASCADE_INSTALL_PATIENCE", "PT1S"))
        .settle(wish, List.of());
  }

  private void keep(String kafka, String registry) {
    HomeSettings.of(installation.home())
        .with(Map.of(HomeSettings.KAFKA, kafka, HomeSettings.REGISTRY, registry))
        .keep(installation.home());
  }

  /** Without the services, which are not built here. */
  private void up() {
    new HomePlatform(installation, progress).prepare();
  }
}
