package dev.cascade.orders.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.Verdict;
import dev.cascade.testing.PlatformResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformResource.class)
class EventsApiTest {

  private final OrdersClient client = new OrdersClient();

  @TestHTTPResource("/")
  URI base;

  @BeforeEach
  void awaitReadiness() {
    client.awaitReady();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void aStreamTellsEverythingOnceFromCreationToTheFinalState() {
    String id = client.taken();
    CompletableFuture<List<String>> stream = OrdersClient.meanwhile(() -> names(id));

    client.verdict(id, "order-details", null, Verdict.PASS);
    client.verdict(id, "order-details", null, Verdict.PASS);
    client.verdict(id, "fraud", null, Verdict.FAIL);
    client.verdict(id, "inventory", 1, Verdict.PASS);

    assertThat(stream.orTimeout(20, TimeUnit.SECONDS).join())
        .as("a verdict that came twice is told once")
        .startsWith("event:created")
        .endsWith("event:outcome")
        .hasSize(5);
  }

  @Test
  void aReviewIsToldBeforeTheVerdictOfWhoDecided() {
    String id = client.taken();
    CompletableFuture<List<String>> stream = OrdersClient.meanwhile(() -> names(id));

    client.verdict(id, "order-details", null, Verdict.PASS);
    client.verdict(id, "inventory", 1, Verdict.PASS);
    client.pending(id, "fraud");
    Awaitility.await()
        .until(
            () -> client.get("/v1/orders/" + id).jsonPath().getList("underReview"),
            List.of("fraud")::equals);
    assertThat(client.get("/v1/orders/" + id + "/validated?timeout=100").statusCode())
        .isEqualTo(504);
    client.verdict(id, "fraud", null, Verdict.FAIL);

    assertThat(stream.orTimeout(20, TimeUnit.SECONDS).join())
        .startsWith("event:created")
        .endsWith("event:outcome")
        .hasSize(6);
  }

  @Test
  void aStreamThatOpensLateTellsWhatHasHappened() {
    String id = client.taken();
    client.verdict(id, "order-details", null, Verdict.FAIL);
    client.verdict(id, "fraud", null, Verdict.PASS);
    client.verdict(id, "inventory", 1, Verdict.PASS);
    client.get("/v1/orders/" + id + "/validated?timeout=10000");

    assertThat(names(id))
        .containsExactly(
            "event:created", "event:verdict", "event:verdict", "event:verdict", "event:outcome");
  }

  @Test
  void whoPretendsToBeForwardedIsNotKeptWaitingForAnOrderThatIsNot() {
    HttpRequest.Builder forwarded = events(client.freshId()).header("Cascade-Forwarded", "1");

    CompletableFuture<List<String>> stream = OrdersClient.meanwhile(() -> names(forwarded));

    assertThat(stream.orTimeout(20, TimeUnit.SECONDS).join()).isEmpty();
  }

  private HttpRequest.Builder events(String id) {
    return HttpRequest.newBuilder(base.resolve("/orders/" + id + "/events?timeout=10000"))
        .timeout(Duration.ofSeconds(20));
  }

  private List<String> names(String id) {
    return names(events(id));
  }

  private static List<String> names(HttpRequest.Builder request) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), BodyHandlers.ofLines())
          .body()
          .map(line -> line.replace("event: ", "event:"))
          .filter(line -> line.startsWith("event:"))
          .toList();
    } catch (java.io.IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
