package dev.cascade.orders.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.orders.topology.OrdersLifecycle;
import dev.cascade.orders.topology.OrdersViews;
import dev.cascade.schemas.Verdict;
import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.StreamsRuntime;
import dev.cascade.testing.PlatformResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A Streams client has ended, and the next one does not run yet. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
@Timeout(240)
class ClientAwayTest {

  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final String SHORT = "timeout=300";
  private static final String LONG = "timeout=60000";
  private static final String RULES = "/v1/validation-rules";

  @Inject StreamsRuntime runtime;

  @TestHTTPResource("/")
  URI base;

  private final OrdersClient client = new OrdersClient();
  private Optional<ManagedStreams> away = Optional.empty();

  @BeforeEach
  void awaitReadiness() {
    client.awaitReady();
  }

  @AfterEach
  void asBefore() {
    comesBack();
    client.awaitReady();
    client.close();
  }

  private void goesAway(String application) {
    ManagedStreams managed = runtime.application(application);
    away = Optional.of(managed);
    managed.client().close(BOUND);
  }

  private void comesBack() {
    away.ifPresent(ManagedStreams::startAnew);
    away = Optional.empty();
  }

  @Test
  void whatNeedsAnOrderWaitsAndEndsIn503() {
    Response taken = client.post(OrdersClient.shortForm(client.freshId()));
    String order = "/v1/orders/" + taken.path("id");
    String position = "position=" + taken.header(PositionToken.HEADER);
    goesAway(OrdersViews.NAME);

    assertThat(post("/v1/orders?" + SHORT)).isEqualTo(503);
    assertThat(post(order + "/cancel?" + SHORT)).isEqualTo(503);
    assertThat(post(order + "/ship?" + SHORT)).isEqualTo(503);
    assertThat(status(order + "?" + SHORT)).isEqualTo(503);
    assertThat(status(order + "/timeline?" + SHORT)).isEqualTo(503);
    assertThat(status(order + "/events?" + SHORT)).isEqualTo(503);
    assertThat(status("/v1/orders?" + position + "&" + SHORT)).isEqualTo(503);
  }

  @Test
  void aPostIsTakenOnceTheNextClientRuns() {
    goesAway(OrdersViews.NAME);
    CompletableFuture<Integer> posted = OrdersClient.meanwhile(() -> post("/v1/orders?" + LONG));

    comesBack();

    assertThat(posted).succeedsWithin(BOUND).isEqualTo(201);
  }

  @Test
  void theRulesAreReadOnceTheNextClientRuns() {
    goesAway(OrdersLifecycle.NAME);
    assertThat(status(RULES + "?" + SHORT)).isEqualTo(503);
    assertThat(status(RULES + "/fraud?" + SHORT)).isEqualTo(503);

    comesBack();

    assertThat(status(RULES + "?" + LONG)).isEqualTo(200);
  }

  /** A comment after the client is away shows that the stream lives on. */
  @Test
  void anEventStreamGoesOnWithTheNextClient() throws Exception {
    String id = client.taken();
    try (HttpClient http = HttpClient.newHttpClient()) {
      Iterator<String> lines = lines(http, id);
      assertThat(readTo("event:created", lines)).isTrue();
      goesAway(OrdersViews.NAME);
      assertThat(readTo(":", lines)).isTrue();

      comesBack();
      client.verdict(id, "fraud", null, Verdict.FAIL);
      client.verdict(id, "order-details", null, Verdict.PASS);
      client.verdict(id, "inventory", 1, Verdict.PASS);

      assertThat(readTo("event:outcome", lines)).isTrue();
    }
  }

  private Iterator<String> lines(HttpClient http, String id)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/v1/orders/" + id + "/events?" + LONG)).build();
    return http.send(request, BodyHandlers.ofLines()).body().iterator();
  }

  /** Whether there is such a line before the end. */
  private static boolean readTo(String beginning, Iterator<String> lines) {
    while (lines.hasNext()) {
      if (lines.next().startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }

  private int status(String path) {
    return client.get(path).statusCode();
  }

  private int post(String path) {
    String body = path.startsWith("/v1/orders?") ? OrdersClient.shortForm(client.freshId()) : "";
    return given().contentType("application/json").body(body).post(path).statusCode();
  }
}
