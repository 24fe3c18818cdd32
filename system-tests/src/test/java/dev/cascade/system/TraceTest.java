package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.options.ColorScheme;
import dev.cascade.system.browser.Chromium;
import dev.cascade.system.browser.ConsoleVisitor;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.MailBox;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.Quiet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** One order is one trace: its facts say so, and its spans are shown in the console. */
@SystemTest
class TraceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int WIDE = 1280;

  /**
   * Every application that takes part in a platinum customer's order, one committed hop at least.
   */
  private static final Set<String> HOPS =
      Set.of(
          "orders-lifecycle process",
          "order-details process",
          "fraud-spending process",
          "inventory-reservations process",
          "payments-accounts process",
          "payments-gate process",
          "email-routing process",
          "email-sending process");

  private final Ecosystem ecosystem;
  private final Orders orders;
  private final Http http = new Http();

  TraceTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.orders = new Orders(ecosystem);
  }

  @Test
  void everyFactOfAnOrderIsInTheTraceOfItsCallerAndSoIsItsPaymentAndItsMail() {
    String id = "traced-by-caller";
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    OrderBody body = OrderBody.of(id, "c-alice", "book", 1, "24.50");

    Http.Answer taken =
        http.post(
            ecosystem.url("orders") + "/v1/orders",
            body.json(),
            Map.of("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));

    assertThat(taken.status()).isEqualTo(201);
    awaitMail(id);
    Quiet.historyOf(ecosystem);
    assertThat(factsOf("orders", "/v1/orders/" + id)).hasSizeGreaterThan(14);
    assertThat(factsOf("orders", "/v1/orders/" + id))
        .allSatisfy(fact -> assertThat(traceOf(fact)).as(fact.toString()).isEqualTo(trace));
    assertThat(factsOf("payments", "/v1/payments/order-" + id))
        .allSatisfy(fact -> assertThat(traceOf(fact)).as(fact.toString()).isEqualTo(trace));
  }

  @Test
  void anOrderThatSomebodyPlacesHasATraceThatTheConsoleShows() {
    String id = "traced-in-console";
    orders.postUntilAccepted(OrderBody.of(id, "c-alice", "book", 1, "24.50"));
    awaitMail(id);
    String trace = traceOf(factsOf("orders", "/v1/orders/" + id).getFirst());
    Awaitility.await("the spans of each hop")
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(spanNames(trace))
                .containsAll(HOPS)
                .contains("POST /v1/orders", "smtp send"));

    try (Chromium chromium = Chromium.start();
        ConsoleVisitor visitor = chromium.visit(ecosystem, WIDE, ColorScheme.LIGHT)) {
      visitor.open("orders/" + id);
      visitor.at("a[data-trace='" + trace + "']").click();

      visitor.sees("#trace-title", "Trace");
      for (String hop : HOPS) {
        visitor.at("tr[data-span='" + hop + "']").first().waitFor();
      }
      visitor.picture("trace");
      visitor.open("traces");
      visitor.sees("tr[data-trace='" + trace + "']", id);
      assertThat(visitor.complaints()).isEmpty();
    }
  }

  @Test
  void whatNobodyMaySendAsSpansIsRefused() {
    Http.Answer json = http.post(ecosystem.url("console") + "/v1/traces", "{}");

    assertThat(json.status()).isEqualTo(403);
    assertThat(http.get(ecosystem.url("console") + "/api/traces/unheard-of").status())
        .isEqualTo(404);
  }

  private void awaitMail(String id) {
    MailBox alice = new MailBox(ecosystem, "alice@example.org");
    Awaitility.await("the mail").atMost(PATIENCE).until(() -> !alice.about(id).isEmpty());
    Awaitility.await("the mail's outcome")
        .atMost(PATIENCE)
        .until(() ->
            factsOf("orders", "/v1/orders/" + id).stream()
                .anyMatch(fact -> fact.path("what").asText().equals("mail sent")));
  }

  private List<JsonNode> factsOf(String service, String path) {
    Http.Answer told = http.get(ecosystem.url(service) + path + "/timeline?timeout=10000");
    assertThat(told.status()).as(told.text()).isEqualTo(200);
    return StreamSupport.stream(told.body().path("facts").spliterator(), false).toList();
  }

  private static String traceOf(JsonNode fact) {
    return fact.path("traceId").asText();
  }

  private List<String> spanNames(String trace) {
    Http.Answer told = http.get(ecosystem.url("console") + "/api/traces/" + trace);
    return StreamSupport.stream(told.body().path("spans").spliterator(), false)
        .map(span -> span.path("name").asText())
        .toList();
  }
}
