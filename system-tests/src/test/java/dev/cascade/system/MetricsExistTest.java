package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What alert rules and dashboards look at is there. */
@SystemTest
class MetricsExistTest {

  private static final Path FILES =
      Path.of(System.getProperty("basedir", ""), "../deploy/observability");

  private static final Pattern METRIC =
      Pattern.compile("\\b(?:cascade|kafka|http|jvm|process|payments)_[a-z0-9_]+");

  private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z0-9_]+)[{ ]");

  /** The auditor runs in the console; InvariantsHttpTest sees to its metrics. */
  private static final Pattern OF_THE_AUDITOR = Pattern.compile("cascade_(invariant|auditor)_.*");

  private final Ecosystem ecosystem;
  private final Orders orders;

  MetricsExistTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.orders = new Orders(ecosystem);
  }

  @Test
  void everyMetricOfRulesAndDashboardsIsExposed() throws IOException {
    try (Traffic traffic = Traffic.start(orders, "metrics-")) {
      traffic.awaitMore(3);
    }

    Set<String> exposed = exposed();

    assertThat(named())
        .hasSizeGreaterThan(10)
        .filteredOn(name -> !OF_THE_AUDITOR.matcher(name).matches())
        .allSatisfy(name -> assertThat(exposed).contains(name));
  }

  private Set<String> exposed() {
    Set<String> names = new TreeSet<>();
    Http http = new Http();
    for (String service : Ecosystem.SERVICES) {
      SAMPLE
          .matcher(http.get(ecosystem.url(service) + "/q/metrics").text())
          .results()
          .forEach(sample -> names.add(sample.group(1)));
    }
    return names;
  }

  private static Set<String> named() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String expression : expressions()) {
      METRIC.matcher(expression).results().map(MatchResult::group).forEach(names::add);
    }
    return names;
  }

  private static List<String> expressions() throws IOException {
    List<String> expressions =
        new java.util.ArrayList<>(
            List.of(Files.readString(FILES.resolve("prometheus/cascade.rules.yml"))));
    ObjectMapper json = new ObjectMapper();
    try (Stream<Path> dashboards = Files.list(FILES.resolve("grafana"))) {
      for (Path dashboard : dashboards.toList()) {
        json.readTree(dashboard.toFile()).findValues("expr").stream()
            .map(JsonNode::asText)
            .forEach(expressions::add);
      }
    }
    return expressions;
  }
}
