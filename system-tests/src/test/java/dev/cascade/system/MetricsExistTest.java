package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

  /** A service looks once a minute which metrics Kafka's clients have by now. */
  private static final Duration BOUND = Duration.ofMinutes(2);

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

    Set<String> named = named();
    assertThat(named).hasSizeGreaterThan(10);
    await().atMost(BOUND).untilAsserted(() -> assertThat(exposed()).containsAll(named));
  }

  private Set<String> exposed() {
    Set<String> names = new TreeSet<>();
    Http http = new Http();
    // The auditor, whose metrics the rules name too, runs in the console.
    Stream<String> urls =
        Stream.concat(
            Ecosystem.SERVICES.stream().map(ecosystem::url), Stream.of(ecosystem.consoleUrl()));
    urls.forEach(url ->
        SAMPLE
            .matcher(http.get(url + "/q/metrics").text())
            .results()
            .forEach(sample -> names.add(sample.group(1))));
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
