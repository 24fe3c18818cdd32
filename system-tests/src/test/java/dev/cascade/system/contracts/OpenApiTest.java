package dev.cascade.system.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The step that refuses a change of HTTP which breaks clients: each service's contract, as its
 * build wrote it, is the one under {@code docs/openapi}. One that only adds is published with
 * {@code ./mvnw -pl system-tests -am verify -Dalone -Dtest=OpenApiTest -Dpublish
 * -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class OpenApiTest {

  private static final Path ROOT = Path.of("..");
  private static final Path PUBLISHED = ROOT.resolve("docs/openapi");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders-service",
        "payments-service",
        "inventory-service",
        "fraud-service",
        "order-details-service",
        "email-service"
      })
  void theContractOfAServiceIsThePublishedOne(String service) throws IOException {
    String built = Files.readString(ROOT.resolve(service).resolve("target/openapi/openapi.json"));
    Path published = PUBLISHED.resolve(service + ".json");
    if (System.getProperty("publish") != null) {
      publish(published, built);
    }
    ContractChange change = ContractChange.between(Files.readString(published), built);
    assertThat(change.isNone())
        .as(
            "The HTTP contract of %s %s. Publish a wanted change with -Dpublish.%n%s",
            service,
            change.breaksClients() ? "breaks its clients" : "is not the published one",
            change.text())
        .isTrue();
  }

  @Test
  void aPathThatIsGoneBreaksClientsAndIsNamed() throws IOException {
    ContractChange change =
        ContractChange.between(
            document(path("/v1/orders", "") + "," + path("/v1/rules", "")),
            document(path("/v1/orders", "")));

    assertThat(change.breaksClients()).isTrue();
    assertThat(change.text()).contains("/v1/rules");
  }

  @Test
  void aParameterThatIsNeededFromNowOnBreaksClients() throws IOException {
    String parameter =
        """
        "parameters":[{"name":"limit","in":"query","required":true,"schema":{"type":"integer"}}],
        """;
    ContractChange change =
        ContractChange.between(
            document(path("/v1/orders", "")), document(path("/v1/orders", parameter)));

    assertThat(change.breaksClients()).isTrue();
  }

  @Test
  void aPathThatIsNewBreaksNobody() throws IOException {
    ContractChange change =
        ContractChange.between(
            document(path("/v1/orders", "")),
            document(path("/v1/orders", "") + "," + path("/v1/rules", "")));

    assertThat(change.isNone()).isFalse();
    assertThat(change.breaksClients()).isFalse();
  }

  private static void publish(Path published, String built) throws IOException {
    Files.createDirectories(PUBLISHED);
    if (Files.exists(published)) {
      ContractChange change = ContractChange.between(Files.readString(published), built);
      if (change.breaksClients()) {
        fail(
            "%s would break its clients; offer the change under a path of a new version, and keep this one.%n%s",
            published.getFileName(), change.text());
      }
    }
    Files.writeString(published, built.endsWith("\n") ? built : built + "\n");
  }

  private static String document(String paths) {
    return """
    {"openapi":"3.0.3","info":{"title":"t","version":"1"},"paths":{%s}}
    """
        .formatted(paths);
  }

  private static String path(String path, String parameters) {
    return """
    "%s":{"get":{%s"responses":{"200":{"description":"OK"}}}}
    """
        .formatted(path, parameters);
  }
}
