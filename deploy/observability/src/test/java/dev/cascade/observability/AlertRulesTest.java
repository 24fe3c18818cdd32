package dev.cascade.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The alert rules are valid, do what their tests say, and each tells what to do. */
class AlertRulesTest {

  private static final Path FOLDER = Path.of(System.getProperty("basedir", ""), "prometheus");
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @Test
  void promtoolAcceptsTheRulesAndTheScrapeConfiguration() {
    Promtool promtool = Promtool.installed();
    promtool.run(FOLDER, "check", "rules", "cascade.rules.yml");
    promtool.run(FOLDER, "check", "config", "prometheus.yml");
  }

  @Test
  void eachRuleAlertsWhenItShallAndOnlyThen() {
    Promtool.installed().run(FOLDER, "test", "rules", "cascade.rules.test.yml");
  }

  @Test
  void eachAlertIsTested() throws IOException {
    String tests = Files.readString(FOLDER.resolve("cascade.rules.test.yml"));
    for (JsonNode alert : alerts()) {
      String name = alert.path("alert").asText();
      assertThat(tests)
          .as("tests of " + name)
          .containsPattern("alertname: " + name + ", exp_alerts: \\[]")
          .containsPattern("alertname: " + name + "\\s+exp_alerts:\\s+- exp_labels");
    }
  }

  @Test
  void eachAlertHasARunbook() throws IOException {
    String operating = Files.readString(FOLDER.resolve("../../../docs/OPERATING.md"));
    assertThat(alerts()).isNotEmpty();
    for (JsonNode alert : alerts()) {
      String name = alert.path("alert").asText();
      assertThat(alert.path("annotations").path("runbook").asText())
          .isEqualTo("docs/OPERATING.md#" + name.toLowerCase(Locale.ROOT));
      assertThat(operating)
          .containsPattern("### " + name + "\n\n\\*Means\\*: [^#]+\n\\*Do\\*: \\S");
      assertThat(alert.path("labels").path("severity").asText())
          .isIn("critical", "warning", "info");
    }
  }

  private static List<JsonNode> alerts() throws IOException {
    List<JsonNode> alerts = new ArrayList<>();
    for (JsonNode group :
        YAML.readTree(FOLDER.resolve("cascade.rules.yml").toFile()).path("groups")) {
      group.path("rules").forEach(alerts::add);
    }
    return alerts;
  }
}
