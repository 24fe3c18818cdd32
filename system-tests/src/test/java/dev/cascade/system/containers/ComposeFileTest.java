package dev.cascade.system.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.HomeEcosystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the compose file says is what is made of it, and is as careful as it claims. */
class ComposeFileTest {

  private static final Path FILE =
      HomeEcosystem.repository().resolve("deploy/compose/compose.yaml");
  private static final Map<String, ComposeService> SERVICES = ComposeFile.services(FILE, Map.of());

  @TempDir private Path folder;

  static Stream<String> ours() {
    return Stream.concat(
        Ecosystem.SERVICES.stream(), Stream.of("console", "install", "sample-data"));
  }

  @ParameterizedTest
  @MethodSource("ours")
  void whatIsOursRunsWithoutRightsOnARootThatNobodyWrites(String name) {
    ComposeService service = SERVICES.get(name);

    assertThat(service.isReadOnly()).isTrue();
    assertThat(service.user()).contains("10001:0");
    assertThat(service.withoutCapabilities()).containsExactly("ALL");
    assertThat(service.securityOptions()).containsExactly("no-new-privileges:true");
    assertThat(service.tmpfs().get("/tmp")).contains("exec", "mode=1777");
    assertThat(service.image()).matches("cascade/[a-z-]+:1\\.0\\.0-SNAPSHOT");
  }

  @Test
  void nothingIsPublishedBeyondThisMachineAndAllOfItWhereTheManualSays() {
    assertThat(SERVICES.values().stream().flatMap(it -> it.ports().stream()))
        .containsExactlyInAnyOrder(
            "127.0.0.1:9092:9094",
            "127.0.0.1:8090:8080",
            "127.0.0.1:3025:3025",
            "127.0.0.1:3080:8080",
            "127.0.0.1:8080:8080",
            "127.0.0.1:8081:8080",
            "127.0.0.1:8082:8080",
            "127.0.0.1:8083:8080",
            "127.0.0.1:8084:8080",
            "127.0.0.1:8085:8080",
            "127.0.0.1:8086:8080");
  }

  @Test
  void aVariableMovesAPortAndWhereTheBrokerSaysThatItIs() {
    ComposeService kafka = ComposeFile.services(FILE, Map.of("KAFKA_PORT", "12092")).get("kafka");

    assertThat(kafka.ports()).containsExactly("127.0.0.1:12092:9094");
    assertThat(kafka.environment().get("KAFKA_ADVERTISED_LISTENERS"))
        .contains("OUTSIDE://localhost:12092");
  }

  @Test
  void numbersMergesAndDollarsAreReadAsComposeReadsThem() {
    ComposeService orders = SERVICES.get("orders");

    assertThat(orders.environment())
        .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092")
        .containsEntry("CASCADE_STREAMS_INSTANCE_ID", "orders-1");
    assertThat(orders.dependsOn()).containsExactlyInAnyOrder("install", "kafka", "registry");
    assertThat(orders.grace()).hasSeconds(45);
    assertThat(orders.memoryBytes()).contains(512L << 20);
    assertThat(orders.volumes()).containsExactly("/state");
    assertThat(SERVICES.get("kafka").environment()).containsEntry("KAFKA_NODE_ID", "1");
    assertThat(SERVICES.get("registry").healthCheck().orElseThrow().getTest())
        .last()
        .asString()
        .contains("[[ $line == *' 200 '* ]]");
  }

  @Test
  void whatIsNotUnderstoodIsRefused() throws IOException {
    Path file = folder.resolve("compose.yaml");
    Files.write(file, List.of("services:", "  orders:", "    image: x", "    privileged: true"));

    assertThatThrownBy(() -> ComposeFile.services(file, Map.of()))
        .hasMessage("Not understood of orders: [privileged]");
  }
}
