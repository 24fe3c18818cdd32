package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.system.browser.Chromium;
import dev.cascade.system.browser.ConsoleVisitor;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.history.Fact;
import dev.cascade.system.history.Fields;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the services write down about themselves. */
@SystemTest
class JournalTest {

  private static final int WIDE = 1280;
  private static final Duration BOUND = Duration.ofSeconds(60);

  private final Http http = new Http();
  private final Ecosystem ecosystem;

  JournalTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
  }

  @Test
  void everyServiceSaysThatItStartedAndWhichTasksItsApplicationsHave() {
    for (String service : Ecosystem.SERVICES) {
      assertThat(events(service, "started"))
          .as("starts of " + service)
          .isNotEmpty()
          .allSatisfy(event ->
              assertThat(event.text("detail")).matches("version \\S+, configuration [0-9a-f]{8}"));
    }
    for (String service : List.of("orders", "payments", "inventory", "fraud", "email")) {
      assertThat(events(service, "ready")).as("readiness of " + service).isNotEmpty();
      assertThat(events(service, "state-changed"))
          .extracting(event -> event.text("detail"))
          .contains("CREATED to REBALANCING", "REBALANCING to RUNNING");
      assertThat(events(service, "tasks-assigned"))
          .allSatisfy(event -> assertThat(event.text("application")).startsWith(service))
          .extracting(event -> event.text("detail"))
          .anySatisfy(detail -> assertThat(detail).contains("0_0"));
    }
  }

  @Test
  void aPersonWhoLooksSeesWhatAServiceWarnsOf() {
    try (Chromium chromium = Chromium.start();
        ConsoleVisitor visitor = chromium.visit(ecosystem, WIDE, ColorScheme.LIGHT)) {
      visitor.open("health");
      visitor.sees("#wellbeing", "Healthy");
      ecosystem.kill("kafka");
      Http.Answer refused =
          http.post(
              ecosystem.url("orders") + "/v1/orders",
              OrderBody.of("journal-refused", "c-bob", "book", 1, "24.50").json());
      assertThat(refused.status()).isEqualTo(503);
      ecosystem.up();

      Locator warning =
          visitor.at("#logged li[data-service=orders]:has-text('Kafka did not')").first();
      warning.waitFor();
      assertThat(warning.getAttribute("data-level")).isEqualTo("WARN");
      assertThat(warning.locator("time").count()).isEqualTo(1);
      visitor.picture("health-after-an-outage");
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  @Test
  void whatIsLoggedWhileKafkaIsAwayIsInTheTopicWhenItIsBack() {
    Instant killed = Instant.now();
    ecosystem.kill("kafka");
    for (String service : Ecosystem.SERVICES) {
      await("a warning of " + service)
          .atMost(BOUND)
          .until(() -> metric(service, "cascade_journal_waiting") > 0);
    }
    Instant stillAway = Instant.now();
    ecosystem.up();

    for (String service : Ecosystem.SERVICES) {
      await("the warnings of " + service)
          .atMost(BOUND)
          .until(() -> !errorsBetween(service, killed, stillAway).isEmpty());
      assertThat(errorsBetween(service, killed, stillAway))
          .allSatisfy(error -> {
            assertThat(error.text("level")).isIn("WARN", "ERROR");
            assertThat(error.text("message")).isNotBlank();
            assertThat(error.number("count")).isPositive();
          });
      await("nothing of " + service + " to wait any more")
          .atMost(BOUND)
          .until(() -> metric(service, "cascade_journal_waiting") == 0);
      assertThat(metric(service, "cascade_journal_dropped_total")).as(service).isZero();
    }
  }

  private List<Fields> errorsBetween(String service, Instant from, Instant to) {
    return written(Topics.APPLICATION_ERRORS, service).stream()
        .filter(error -> error.epochMillis("firstAt") >= from.toEpochMilli())
        .filter(error -> error.epochMillis("firstAt") < to.toEpochMilli())
        .toList();
  }

  private List<Fields> events(String service, String event) {
    return written(Topics.APPLICATION_EVENTS, service).stream()
        .filter(written -> written.text("event").equals(event))
        .toList();
  }

  private List<Fields> written(String topic, String service) {
    return ecosystem.history().values(topic).stream()
        .map(Fact::fields)
        .filter(written -> written.text("service").equals(service + "-service"))
        .toList();
  }

  /** The sum over both topics. */
  private double metric(String service, String name) {
    Matcher samples =
        Pattern.compile("(?m)^" + name + "\\{[^}]*} ([0-9.E]+)$")
            .matcher(http.get(ecosystem.url(service) + "/q/metrics").text());
    double sum = 0;
    while (samples.find()) {
      sum += Double.parseDouble(samples.group(1));
    }
    return sum;
  }
}
