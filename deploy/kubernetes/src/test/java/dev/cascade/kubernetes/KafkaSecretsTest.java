package dev.cascade.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cascade.kubernetes.manifests.Kustomize;
import dev.cascade.kubernetes.manifests.Manifests;
import dev.cascade.kubernetes.manifests.Manifests.Workload;
import dev.cascade.local.secrets.BrokerSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command that makes the pods' secrets, on files as {@code ./cascade up --secure} makes them.
 */
class KafkaSecretsTest {

  private static final Path COMMAND =
      Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("kafka-secrets");
  private static final List<String> USERS =
      List.of("orders", "payments", "inventory", "fraud", "order-details", "email", "installer");

  @TempDir Path directory;

  private record Run(int exitCode, String said) {}

  @Test
  void everySecretThatAPodMountsIsMadeWithAFileThatIsRightInsideThePod() throws Exception {
    Kustomize.render("overlays/production");
    Path folder = directory.resolve("a folder");
    new BrokerSecrets(folder).make(USERS);
    // Kafka takes blanks, and another kind of store.
    Path orders = folder.resolve("orders.properties");
    Files.writeString(
        orders,
        Files.readString(orders)
            .replaceAll("ssl.truststore.type=PEM", "ssl.truststore.type = JKS")
            .replaceAll("(?m)^ssl.truststore.location=", "  ssl.truststore.location: "));

    Run run = run(folder.toString(), "--print");

    assertThat(run.exitCode()).as(run.said()).isZero();
    List<JsonNode> secrets = secrets(run.said());
    assertThat(secrets)
        .extracting(secret -> secret.at("/metadata/name").asText())
        .containsExactlyInAnyOrderElementsOf(mounted());
    for (JsonNode secret : secrets) {
      String user = secret.at("/metadata/name").asText().replace("kafka-", "");
      Properties client = new Properties();
      client.load(
          new java.io.StringReader(text(secret.at("/data").path("client.properties").asText())));
      assertThat(client)
          .containsEntry("security.protocol", "SASL_SSL")
          .containsEntry("ssl.truststore.type", "PEM")
          .containsEntry("ssl.truststore.location", "/etc/cascade/kafka/ca.pem");
      assertThat(client.getProperty("sasl.jaas.config")).contains("username=\"" + user + "\"");
      assertThat(text(secret.at("/data").path("ca.pem").asText()))
          .isEqualTo(Files.readString(folder.resolve("ca.pem")));
    }
  }

  @Test
  void whatIsMissingIsNamedAndNothingIsMade() throws Exception {
    Kustomize.render("overlays/production");
    new BrokerSecrets(directory).make(USERS.subList(0, 3));

    Run run = run(directory.toString(), "--print");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.said().strip())
        .isEqualTo("kafka-secrets: " + directory + "/fraud.properties is missing");
  }

  @Test
  void whatIsNotUnderstoodIsNamed() throws Exception {
    assertThat(run("--form-strimzi"))
        .isEqualTo(new Run(2, "kafka-secrets: no option --form-strimzi; --help lists them\n"));
    assertThat(run().said()).contains("a folder, or --from-strimzi");
    assertThat(run("--namespace").said()).contains("--namespace needs a name");
  }

  private static List<String> mounted() {
    return Manifests.of("overlays/production").workloads().stream()
        .filter(Workload::isOurs)
        .flatMap(workload -> workload.template().getSpec().getVolumes().stream())
        .filter(volume -> volume.getSecret() != null)
        .map(volume -> volume.getSecret().getSecretName())
        .toList();
  }

  private static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static List<JsonNode> secrets(String yaml) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    try (var documents = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
      documents.forEachRemaining(each -> {
        if (each.isObject()) {
          all.add(each);
        }
      });
    }
    return all;
  }

  private Run run(String... arguments) throws IOException, InterruptedException {
    Path said = Files.createTempFile(directory, "said", ".txt");
    List<String> command = new ArrayList<>(List.of(COMMAND.toString()));
    command.addAll(Arrays.asList(arguments));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    process.getOutputStream().close();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("kafka-secrets does not end");
    }
    return new Run(process.exitValue(), Files.readString(said));
  }
}
