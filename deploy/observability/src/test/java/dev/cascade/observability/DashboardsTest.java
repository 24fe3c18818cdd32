package dev.cascade.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboards can be imported anywhere. */
class DashboardsTest {

  private static final Path FOLDER = Path.of(System.getProperty("basedir", ""), "grafana");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  static List<Path> dashboards() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void aDashboardIsValidAndCallsNobody(Path file) throws IOException {
    JsonNode dashboard = JSON.readTree(file.toFile());

    assertThat(dashboard.path("uid").asText() + ".json").isEqualTo(file.getFileName().toString());
    assertThat(dashboard.path("title").asText()).startsWith("Cascade");
    assertThat(dashboard.toString()).doesNotContain("http:", "https:", "//");
    assertThat(dashboard.path("panels")).isNotEmpty();
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : dashboard.path("panels")) {
      assertThat(ids.add(panel.path("id").asInt())).as("own id: " + panel.path("title")).isTrue();
      assertThat(panel.path("title").asText()).isNotEmpty();
      assertThat(panel.path("datasource").path("uid").asText()).isEqualTo("${datasource}");
      assertThat(panel.path("targets")).isNotEmpty();
      panel
          .path("targets")
          .forEach(target -> assertThat(target.path("expr").asText()).isNotBlank());
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void prometheusUnderstandsEveryExpression(Path file) throws IOException {
    Promtool promtool = Promtool.installed();
    StringBuilder rules = new StringBuilder("groups:\n  - name: panels\n    rules:\n");
    int number = 0;
    for (JsonNode target : JSON.readTree(file.toFile()).findValues("expr")) {
      rules
          .append("      - record: panel_" + number++ + "\n        expr: ")
          .append(JSON.writeValueAsString(target.asText()))
          .append('\n');
    }
    Path written = Files.createTempFile("panels", ".yml");
    try {
      Files.writeString(written, rules);
      promtool.run(FOLDER, "check", "rules", written.toString());
    } finally {
      Files.delete(written);
    }
  }
}
