package dev.cascade.orders.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.orders.domain.SomeOrders;
import dev.cascade.orders.topology.OrdersLifecycle;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.runtime.StreamsRuntime;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an instance holds is bounded, and past the bound it says when to come again. */
@QuarkusTest
@TestProfile(BoundsTest.Narrow.class)
@WithTestResource(PlatformResource.class)
class BoundsTest {

  private static final Duration BOUND = Duration.ofSeconds(60);

  private final OrdersClient client = new OrdersClient();

  @Inject StreamsRuntime runtime;

  @TestHTTPResource("/")
  URI base;

  /**
   * Two reads wait, one stream is open, writes end soon, one request is remembered, final orders
   * are forgotten at once, callers may ask {@code GreedyTest}'s number of times.
   */
  public static final class Narrow implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "cascade.orders.waiters", "2",
          "cascade.orders.events.streams", "1",
          "cascade.orders.timeouts.delivery", "1s",
          "cascade.orders.remembered-requests", "1",
          "cascade.orders.patience.retention", "10ms",
          "cascade.edge.requests-per-second", "20",
          "cascade.edge.burst", "200");
    }
  }

  @BeforeEach
  void awaitReadiness() {
    client.awaitReady();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void anOrderThatMayBeTheSecondOneIsNotTakenBeforeTheViewTells() {
    String id = client.freshId();
    KafkaStreams lifecycle = runtime.application(OrdersLifecycle.NAME).client();
    lifecycle.pause();
    try {
      for (int time = 0; time < 3; time++) {
        client.takenElsewhere(id, SomeOrders.content(1));
      }
      assertThat(client.post(OrdersClient.shortForm(id)).statusCode()).isEqualTo(503);
    } finally {
      lifecycle.resume();
    }
    assertThat(client.post(OrdersClient.shortForm(id)).statusCode()).isEqualTo(409);
  }

  @Test
  void aReadPastTheBoundIsToldToComeAgainAndThoseBeforeItAreAnswered() {
    String id = client.taken();
    List<CompletableFuture<Response>> reads =
        Stream.generate(() ->
                OrdersClient.meanwhile(
                    () -> client.get("/v1/orders/" + id + "/validated?timeout=30000")))
            .limit(3)
            .toList();

    Response refused = reads.stream().reduce((a, b) -> a.applyToEither(b, r -> r)).get().join();

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
    assertThat(refused.contentType()).startsWith("application/problem+json");
    client.allPass(id, 1);
    assertThat(reads.stream().map(read -> read.join().statusCode()))
        .containsExactlyInAnyOrder(200, 200, 503);
  }

  @Test
  void aStreamPastTheBoundIsToldToComeAgainUntilAnotherOneIsClosed() throws Exception {
    String events = "/v1/orders/" + client.taken() + "/events?timeout=10000";
    try (HttpClient http = HttpClient.newHttpClient();
        InputStream open = opened(http, events)) {
      Response refused = client.get(events);

      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
      open.close();
      Awaitility.await("its place to be free")
          .atMost(BOUND)
          .until(() -> opened(http, events) != null);
      http.shutdownNow();
    }
  }

  /** The stream's body, or null when it is refused. */
  private InputStream opened(HttpClient http, String events)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        http.send(
            HttpRequest.newBuilder(base.resolve(events)).build(), BodyHandlers.ofInputStream());
    return answer.statusCode() == 200 && answer.body().read() > 0 ? answer.body() : null;
  }

  @Test
  void aWriteThatKafkaDoesNotTakeIs503InTimeAndItsRepetitionMakesOneOrder() throws Exception {
    String id = client.freshId();
    ProcessHandle kafka = broker();
    signal(kafka, "-STOP");
    try {
      // The first is given up while the second waits; neither may keep the id.
      for (int i = 0; i < 2; i++) {
        Response away = client.post(OrdersClient.shortForm(id));
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(away.contentType()).startsWith("application/problem+json");
        assertThat(away.header("Cascade-Position")).isNull();
      }
    } finally {
      signal(kafka, "-CONT");
    }

    Awaitility.await("the repeated write to be taken")
        .atMost(Duration.ofSeconds(30))
        .until(() -> client.post(OrdersClient.shortForm(id)).statusCode() < 300);

    assertThat(client.get("/v1/orders/" + id + "?timeout=20000").statusCode()).isEqualTo(200);
    try (TopicReader<Order> orders = TestPlatform.shared().reader(Topics.ORDERS, Order.class)) {
      assertThat(orders.readToEnd())
          .filteredOn(record -> id.equals(record.key()))
          .filteredOn(record -> record.present().getPreviousState() == null)
          .hasSize(1);
    }
  }

  private static ProcessHandle broker() {
    return ProcessHandle.current()
        .descendants()
        .filter(it -> it.info().commandLine().orElse("").contains(" kafka.Kafka "))
        .findFirst()
        .orElseThrow();
  }

  private static void signal(ProcessHandle process, String signal) throws Exception {
    Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  @Test
  void anOrderIsForgottenAfterItsRetentionAndLaterReadsSaySo() {
    String id = client.taken();
    client.verdict(id, "order-details", null, Verdict.FAIL);
    client.verdict(id, "fraud", null, Verdict.PASS);
    client.verdict(id, "inventory", 1, Verdict.PASS);
    try (TopicReader<Order> orders = TestPlatform.shared().reader(Topics.ORDERS, Order.class)) {
      orders.awaitRecord(record -> id.equals(record.key()) && record.value() == null);
    }

    Awaitility.await("no read to show it")
        .atMost(BOUND)
        .until(() -> client.get("/v1/orders/" + id).statusCode() == 404);

    assertThat(client.get("/v1/orders?state=FAILED&limit=200").<List<String>>path("items.id"))
        .doesNotContain(id);
  }
}
