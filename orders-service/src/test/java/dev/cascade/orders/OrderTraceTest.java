package dev.cascade.orders;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.orders.topology.OrdersLifecycle;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.runtime.StreamsRuntime;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.SampledTrace;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import dev.cascade.testing.TopicWriter;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A caller's trace, from its POST through topics and stores on a real broker. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
class OrderTraceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject StreamsRuntime streams;

  private final TestPlatform platform = TestPlatform.shared();
  private final SampledTrace trace = SampledTrace.of('c');
  private final String id = "traced-" + platform.freshId();
  private TopicWriter validators;
  private TopicReader<Order> orders;

  @BeforeEach
  void connect() {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    validators = platform.writer();
    orders = platform.reader(Topics.ORDERS, Order.class);
  }

  @AfterEach
  void disconnect() {
    validators.close();
    orders.close();
  }

  @Test
  void theCallersTraceIsInEveryFactOfTheOrderAlsoAfterARestartInBetween() {
    post(trace.header());
    assertThat(SampledTrace.idOf(orders.awaitKey(id))).isEqualTo(trace.id());

    restart(streams.application(OrdersLifecycle.NAME));
    pass("order-details", null);
    pass("fraud", null);
    pass("inventory", 1);

    given().get("/v1/orders/" + id + "/validated?timeout=20000").then().statusCode(200);
    assertThat(facts("VALIDATED", "CREATED", "OrderRequested", "line 1 ORDERED"))
        .hasSize(4)
        .containsOnly(trace.id());
  }

  @Test
  void aRequestThatSaysNoTraceOrNonsenseIsTakenAsWell() {
    post("nonsense");

    assertThat(SampledTrace.idOf(orders.awaitKey(id))).isNull();
  }

  private void post(String traceparent) {
    given()
        .contentType("application/json")
        .header("traceparent", traceparent)
        .body(
            "{\"id\":\"%s\",\"customerId\":\"c\",\"product\":\"p\",\"quantity\":1,\"price\":\"1\"}"
                .formatted(id))
        .post("/v1/orders")
        .then()
        .statusCode(201);
  }

  /** As far from the first client as the state: what it knew is in changelogs only. */
  private static void restart(ManagedStreams application) {
    var before = application.client();
    application.startAnew();
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> application.client() != before && application.isReady());
  }

  private void pass(String rule, Integer line) {
    validators.send(
        Topics.ORDER_VALIDATIONS,
        id,
        new OrderValidation(id, rule, line, Verdict.PASS, List.of(), Instant.now(), null));
  }

  private List<String> facts(String... whats) {
    return given()
        .get("/v1/orders/" + id + "/timeline?timeout=20000")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .param("whats", List.of(whats))
        .getList("facts.findAll { it.what in whats }.traceId");
  }
}
