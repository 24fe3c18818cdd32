package dev.cascade.orders.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.orders.domain.Money;
import dev.cascade.orders.domain.OrderContent;
import dev.cascade.orders.domain.OrderLine;
import dev.cascade.orders.domain.RequestPosition;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.Reason;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformResource.class)
class OrdersApiTest {

  private final OrdersClient client = new OrdersClient();

  @BeforeEach
  void awaitReadiness() {
    client.awaitReady();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void aClientOfTheReferenceSystemIsUnderstood() {
    String id = client.freshId();

    Response answer = client.post(OrdersClient.shortForm(id));

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.header("Location")).isEqualTo("/v1/orders/" + id);
    client.allPass(id, 1);
    Response decided = client.get("/v1/orders/" + id + "/validated?timeout=10000");
    assertThat(decided.statusCode()).isEqualTo(200);
    assertThat(decided.<String>path("id")).isEqualTo(id);
    assertThat(decided.<String>path("customerId")).isEqualTo("1");
    assertThat(decided.<String>path("state")).isEqualTo("VALIDATED");
    assertThat(decided.<String>path("product")).isEqualTo("JUMPERS");
    assertThat(decided.<Integer>path("quantity")).isEqualTo(1);
    assertThat(decided.<Float>path("price")).isEqualTo(1.0f);
    assertThat(decided.<String>path("total")).isEqualTo("1.00");
  }

  @Test
  void aPostIsReadBackByItsPosition() {
    String id = client.freshId();
    String token = client.post(OrdersClient.withLines(id, "c-1", 2)).header("Cascade-Position");

    Response read =
        given().header("Cascade-Position", token).get("/v1/orders/" + id + "?timeout=10000");

    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(read.<String>path("total")).isEqualTo("7.50");
    assertThat(read.<List<String>>path("requiredRules"))
        .containsExactlyInAnyOrder("order-details", "fraud", "inventory");
    assertThat(read.header("Cascade-Position")).isEqualTo(token);
  }

  @Test
  void aReadThatCannotShowItsWriteInTimeIs504AndNeverLess() {
    String id = client.freshId();
    Response taken = client.post(OrdersClient.withLines(id, "c-" + id, 1));
    PositionToken written = PositionToken.parse(taken.header("Cascade-Position")).orElseThrow();
    assertThat(client.get("/v1/orders/" + id + "?timeout=10000").statusCode()).isEqualTo(200);
    PositionToken ahead =
        new PositionToken(
            id,
            new RequestPosition(
                written.position().partition(), written.position().offset() + 1_000_000));

    for (String read :
        List.of("/" + id + "?", "/" + id + "/validated?", "?customerId=c-" + id + "&")) {
      Response answer = client.get("/v1/orders" + read + "timeout=200&position=" + ahead);
      assertThat(answer.statusCode()).as(read).isEqualTo(504);
    }
    assertThat(
            given().post("/v1/orders/" + id + "/cancel?timeout=200&position=" + ahead).statusCode())
        .isEqualTo(504);
  }

  @Test
  void anOrderThatWasTakenElsewhereIsKnownHere() {
    String id = client.freshId();
    List<OrderLine> lines = List.of(new OrderLine(1, "JUMPERS", 1, new Money(100, "EUR")));
    client.takenElsewhere(
        id, OrderContent.of("1", "EUR", lines, ContentHash.of("1", "EUR", lines)));
    assertThat(client.get("/v1/orders/" + id + "?timeout=10000").statusCode()).isEqualTo(200);

    Response same = client.post(OrdersClient.shortForm(id));
    assertThat(same.statusCode()).isEqualTo(200);
    assertThat(same.<String>path("state")).isEqualTo("CREATED");
    assertThat(client.post(OrdersClient.withLines(id, "c-1", 1)).statusCode()).isEqualTo(409);
  }

  @Test
  void aPositionThatIsNotOursOrOfAnotherOrderIsRefused() {
    String token = client.post(OrdersClient.shortForm(client.freshId())).header("Cascade-Position");

    for (String wrong : List.of("nonsense", "b3JkZXJzOjE6eDp5Onox", token)) {
      Response answer = client.get("/v1/orders/other?position=" + wrong);
      assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
      assertThat(answer.contentType()).startsWith("application/problem+json");
    }
  }

  @Test
  void theSamePostAgainIs200AndAnotherContentIs409() {
    String id = client.freshId();
    String sameInTheLongForm =
        """
        {"id":"%s","customerId":"1",
         "lines":[{"productId":"JUMPERS","quantity":1,"unitPrice":"1"}]}\
        """
            .formatted(id);

    assertThat(client.post(OrdersClient.shortForm(id)).statusCode()).isEqualTo(201);
    assertThat(client.post(OrdersClient.shortForm(id)).statusCode()).isEqualTo(200);
    assertThat(client.get("/v1/orders/" + id + "?timeout=10000").statusCode()).isEqualTo(200);
    assertThat(client.post(sameInTheLongForm).statusCode()).isEqualTo(200);
    assertThat(client.post(OrdersClient.withLines(id, "c-1", 1)).statusCode()).isEqualTo(409);
  }

  @Test
  void manyPostsOfOneOrderAtOnceMakeOneOrder() {
    String id = client.freshId();
    List<CompletableFuture<Integer>> posts =
        IntStream.range(0, 20)
            .mapToObj(i ->
                OrdersClient.meanwhile(() -> client.post(OrdersClient.shortForm(id)).statusCode()))
            .toList();

    List<Integer> answers = posts.stream().map(CompletableFuture::join).toList();

    assertThat(answers).containsOnly(200, 201);
    assertThat(answers.stream().filter(status -> status == 201)).hasSize(1);
    client.get("/v1/orders/" + id + "?timeout=10000");
    try (TopicReader<Order> orders = TestPlatform.shared().reader(Topics.ORDERS, Order.class)) {
      assertThat(orders.readToEnd().stream().filter(record -> id.equals(record.key()))).hasSize(1);
    }
  }

  @Test
  void anIdempotencyKeyNamesTheOrderThatHasNoId() {
    String body =
        """
        {"customerId":"c-1","product":"JUMPERS","quantity":1,"price":"1.00"}\
        """;
    String key = client.freshId();

    Response first =
        given()
            .contentType("application/json")
            .header("Idempotency-Key", key)
            .body(body)
            .post("/v1/orders");
    Response second =
        given()
            .contentType("application/json")
            .header("Idempotency-Key", key)
            .body(body)
            .post("/v1/orders");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.<String>path("id")).isEqualTo(first.path("id"));
    assertThat(client.post(body).statusCode()).isEqualTo(400);
  }

  @Test
  void aPostMayWaitForTheOutcome() {
    String id = client.freshId();
    CompletableFuture<Response> answer =
        OrdersClient.meanwhile(() ->
            given()
                .contentType("application/json")
                .body(OrdersClient.shortForm(id))
                .post("/v1/orders?wait=validated&timeout=20000"));
    client.get("/v1/orders/" + id + "?timeout=10000");

    client.allPass(id, 1);

    assertThat(answer.join().statusCode()).isEqualTo(201);
    assertThat(answer.join().<String>path("state")).isEqualTo("VALIDATED");
  }

  @Test
  void anUnknownOrderIs404AfterTheTimeout() {
    for (String path : List.of("", "/validated", "/events")) {
      Response answer = client.get("/v1/orders/no-such-order" + path + "?timeout=100");
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.contentType()).as(path).startsWith("application/problem+json");
    }
  }

  @Test
  void anUndecidedOrderIs504ForWhoWantsTheDecision() {
    String id = client.taken();

    Response answer = client.get("/orders/validated/" + id + "?timeout=1000");

    assertThat(answer.statusCode()).isEqualTo(504);
  }

  @Test
  void manyReadersOfOneOrderAreReleasedByItsDecision() {
    String id = client.taken();
    List<CompletableFuture<Response>> readers =
        IntStream.range(0, 30)
            .mapToObj(i ->
                OrdersClient.meanwhile(
                    () -> given().header("Prefer", "wait=20").get("/orders/" + id + "/validated")))
            .toList();

    client.allPass(id, 1);

    assertThat(readers.stream().map(CompletableFuture::join))
        .allMatch(answer -> answer.statusCode() == 200);
  }

  @Test
  void aFailedOrderSaysAllItsReasons() {
    String id = client.taken();
    client.verdict(id, "order-details", null, Verdict.PASS);
    client.verdict(
        id, "fraud", null, Verdict.FAIL, new Reason("fraud", "over-limit", "Over the limit"));
    client.verdict(
        id, "inventory", 1, Verdict.FAIL, new Reason("inventory", "out-of-stock", "All gone"));

    Response answer = client.get("/v1/orders/" + id + "/validated?timeout=10000");

    assertThat(answer.<String>path("state")).isEqualTo("FAILED");
    assertThat(answer.<List<String>>path("reasons.code"))
        .containsExactlyInAnyOrder("over-limit", "out-of-stock");
  }

  @Test
  void aCancelledOrderIsReadBackByThePositionOfItsCancellation() {
    String id = client.taken();

    Response accepted = client.get("/v1/orders/" + id + "?timeout=10000");
    assertThat(accepted.statusCode()).isEqualTo(200);
    Response cancelled =
        given()
            .contentType("application/json")
            .body("{\"reason\":\"changed my mind\"}")
            .post("/v1/orders/" + id + "/cancel");
    assertThat(cancelled.statusCode()).isEqualTo(202);
    Response read =
        client.get(
            "/v1/orders/" + id + "?timeout=10000&position=" + cancelled.header("Cascade-Position"));

    assertThat(read.<String>path("state")).isEqualTo("CANCELLED");
    assertThat(read.<String>path("cancellation.reason")).isEqualTo("changed my mind");
    for (String path : List.of("/entries/" + id + "?timeout=10000", "?key=" + id)) {
      String shown = client.get("/v1/state/orders-view" + path).asString();
      assertThat(shown).contains("\"reason\":\"***\"", id).doesNotContain("changed my mind");
    }
    assertThat(given().post("/v1/orders/" + id + "/cancel").statusCode()).isEqualTo(200);
    assertThat(given().post("/v1/orders/" + id + "/ship").statusCode()).isEqualTo(409);
  }

  @Test
  void aPaidOrderIsShippedAndThenNeitherFailsNorIsCancelled() {
    String id = client.confirmed();

    Response shipped = given().post("/v1/orders/" + id + "/ship");

    assertThat(shipped.statusCode()).isEqualTo(202);
    Response read =
        client.get(
            "/v1/orders/" + id + "?timeout=10000&position=" + shipped.header("Cascade-Position"));
    assertThat(read.<String>path("state")).isEqualTo("SHIPPED");
    assertThat(given().post("/v1/orders/" + id + "/cancel").statusCode()).isEqualTo(409);
  }

  @Test
  void aConfirmedOrderIsCancelledOnceItsMoneyIsBack() {
    String id = client.confirmed();
    Response cancelled = given().post("/v1/orders/" + id + "/cancel");
    assertThat(cancelled.statusCode()).isEqualTo(202);
    String noted = "?timeout=10000&position=" + cancelled.header("Cascade-Position");
    assertThat(given().post("/v1/orders/" + id + "/ship" + noted).statusCode()).isEqualTo(409);

    client.payment(id, OrderPaymentOutcome.REFUNDED);

    Awaitility.await()
        .untilAsserted(() ->
            assertThat(client.get("/v1/orders/" + id).<String>path("state"))
                .isEqualTo("CANCELLED"));
  }

  @Test
  void ordersAreListedByCustomerAndStateNewestFirstPageByPage() {
    String customer = "c-" + client.freshId();
    List<String> ids = IntStream.range(0, 5).mapToObj(i -> client.freshId()).toList();
    String token = "";
    for (String id : ids) {
      token = client.post(OrdersClient.withLines(id, customer, 1)).header("Cascade-Position");
    }
    ids.forEach(id -> client.get("/v1/orders/" + id + "?timeout=10000"));

    Response first =
        client.get(
            "/v1/orders?limit=3&customerId=" + customer + "&timeout=10000&position=" + token);
    Response rest =
        client.get("/v1/orders?limit=3&customerId=" + customer + "&cursor=" + first.path("next"));

    assertThat(first.<List<String>>path("items.id"))
        .containsExactly(ids.get(4), ids.get(3), ids.get(2));
    assertThat(rest.<List<String>>path("items.id")).containsExactly(ids.get(1), ids.get(0));
    assertThat(rest.<String>path("next")).isNull();
    assertThat(
            client
                .get("/v1/orders?state=VALIDATED&customerId=" + customer)
                .<List<String>>path("items.id"))
        .isEmpty();
    assertThat(client.get("/v1/orders?limit=0&state=X&cursor=y").<List<String>>path("violations"))
        .hasSize(3);
  }

  @Test
  void anAmountIsSaidInAListAsItIsSaidOfTheOrder() {
    String id = client.freshId();
    String customer = "c-" + id;
    String token = client.post(OrdersClient.withLines(id, customer, 1)).header("Cascade-Position");

    assertThat(client.get("/v1/orders/" + id + "?timeout=10000").asString())
        .contains("\"price\":2.50");
    assertThat(
            client
                .get("/v1/orders?customerId=" + customer + "&timeout=10000&position=" + token)
                .asString())
        .contains("\"price\":2.50");
  }

  @Test
  void healthMetricsAndApiAreThere() {
    client.validated();

    assertThat(client.get("/q/metrics").asString())
        .contains("cascade_orders_transitions_total")
        .contains("cascade_orders_decision_seconds");
    assertThat(client.get("/q/openapi").asString()).contains("/v1/orders/{id}/validated");
    assertThat(client.get("/q/swagger-ui").statusCode()).isEqualTo(200);
  }
}
