package dev.cascade.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.local.secrets.BrokerSecrets;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A registry that takes schemas from its installer only, and shows them to everybody. */
class SecuredRegistryTest {

  private static final String SCHEMA = "{\"schema\":\"{\\\"type\\\":\\\"string\\\"}\"}";

  @TempDir static Path folder;

  private static BrokerSecrets secrets;
  private static SchemaRegistry registry;

  @BeforeAll
  static void start() {
    secrets = new BrokerSecrets(folder.resolve("secrets"));
    secrets.make(List.of());
    List<Integer> ports = Ports.free(2);
    registry =
        SchemaRegistry.builder()
            .port(ports.getFirst())
            .managementPort(ports.getLast())
            .dataDirectory(folder.resolve("registry"))
            .secured(secrets.registry())
            .build();
    registry.start();
    registry.awaitReady(PlatformStart.BOUND);
    registry.installer().install(TopicCatalogue.load());
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /apis/ccompat/v7/subjects/orders-value/versions",
    "POST, /apis/ccompat/v7/subjects/new-value/versions",
    "DELETE, /apis/ccompat/v7/subjects/orders-value",
    "DELETE, /apis/ccompat/v7/subjects/orders-value/versions/1",
    "PUT, /apis/ccompat/v7/config",
    "PUT, /apis/ccompat/v7/config/orders-value",
    "PUT, /apis/ccompat/v7/mode",
    "POST, /apis/registry/v3/groups/default/artifacts",
    "DELETE, /apis/registry/v3/groups/default/artifacts/orders-value",
    "POST, /apis/registry/v3/admin/rules",
    "PUT, /apis/registry/v3/admin/config/properties/apicurio.ccompat.legacy-id-mode.enabled",
  })
  void nobodyElseWrites(String method, String path) throws Exception {
    assertThat(status(method, path)).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /apis/ccompat/v7/subjects",
    "GET, /apis/ccompat/v7/subjects/orders-value/versions/latest",
  })
  void everybodyReads(String method, String path) throws Exception {
    assertThat(status(method, path)).isEqualTo(200);
  }

  @Test
  void aWrongPasswordIsRefused() {
    SchemaInstaller other = new SchemaInstaller(registry.url(), Optional.of("installer:other"));

    assertThatThrownBy(() -> other.install(TopicCatalogue.load()))
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining("401");
  }

  @Test
  void itsPasswordIsNeitherInItsLogNorAmongItsArguments() throws Exception {
    String password = secrets.registry().installer().split(":", 2)[1];

    assertThat(Files.readString(registry.log())).doesNotContain(password);
    assertThat(Files.readString(Path.of("/proc", Long.toString(registry.pid()), "cmdline")))
        .contains("quarkus.config.locations")
        .doesNotContain(password);
  }

  private static int status(String method, String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(registry.url() + path))
              .header("Content-Type", "application/json")
              .method(
                  method,
                  method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(SCHEMA))
              .build();
      return http.send(request, BodyHandlers.discarding()).statusCode();
    }
  }
}
