package dev.cascade.orders.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.orders.contract.OrderRequests;
import dev.cascade.orders.domain.OrderContent;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Reason;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicWriter;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;

/** A client of the service, and the validators and payments that it works with. */
final class OrdersClient implements AutoCloseable {

  private static final Duration READY_BOUND = Duration.ofSeconds(60);

  private final TestPlatform platform = TestPlatform.shared();
  private final TopicWriter writer = platform.writer();

  /** Waits until the service says that it is ready. */
  void awaitReady() {
    Awaitility.await()
        .atMost(READY_BOUND)
        .untilAsserted(() -> assertThat(get("/q/health/ready").statusCode()).isEqualTo(200));
  }

  String freshId() {
    return "o-" + platform.freshId();
  }

  static String shortForm(String id) {
    return """
    {"id":"%s","customerId":1,"state":"CREATED","product":"JUMPERS","quantity":1,"price":1.0}\
    """
        .formatted(id);
  }

  static String withLines(String id, String customer, int lines) {
    StringBuilder all = new StringBuilder();
    for (int i = 1; i <= lines; i++) {
      all.append(i == 1 ? "" : ",")
          .append(
              "{\"productId\":\"p-%d\",\"quantity\":%d,\"unitPrice\":\"2.50\"}".formatted(i, i));
    }
    return "{\"id\":\"%s\",\"customerId\":\"%s\",\"currency\":\"EUR\",\"lines\":[%s]}"
        .formatted(id, customer, all);
  }

  Response post(String body) {
    return given().contentType("application/json").body(body).post("/v1/orders");
  }

  /** Posts an order that must be taken, and returns its id. */
  String taken() {
    String id = freshId();
    Response answer = post(shortForm(id));
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    return id;
  }

  String validated() {
    String id = taken();
    allPass(id, 1);
    assertThat(get("/v1/orders/" + id + "/validated?timeout=10000").path("state").toString())
        .isEqualTo("VALIDATED");
    return id;
  }

  String confirmed() {
    String id = validated();
    payment(id, OrderPaymentOutcome.PAID);
    assertThat(get("/v1/orders/" + id + "?wait=confirmed&timeout=10000").path("state").toString())
        .isEqualTo("CONFIRMED");
    return id;
  }

  Response get(String path) {
    return given().get(path);
  }

  /** An order that another instance took: this one knows it from Kafka alone. */
  void takenElsewhere(String id, OrderContent content) {
    writer.send(
        Topics.ORDER_REQUESTS, id, OrderRequests.order(id, "r-" + id, Instant.now(), content));
  }

  /** A record that nobody can read. */
  RecordMetadata poison() {
    return writer.sendRaw(Topics.ORDER_REQUESTS, freshId(), new byte[] {9, 9, 9});
  }

  /** Begins at once, however many others are under way; the common pool of two cores does not. */
  static <T> CompletableFuture<T> meanwhile(Supplier<T> call) {
    return CompletableFuture.supplyAsync(call, Thread::startVirtualThread);
  }

  void allPass(String id, int lines) {
    verdict(id, "order-details", null, Verdict.PASS);
    verdict(id, "fraud", null, Verdict.PASS);
    for (int line = 1; line <= lines; line++) {
      verdict(id, "inventory", line, Verdict.PASS);
    }
  }

  void verdict(String id, String rule, Integer line, Verdict verdict, Reason... reasons) {
    writer.send(
        Topics.ORDER_VALIDATIONS,
        id,
        new OrderValidation(id, rule, line, verdict, List.of(reasons), Instant.now(), null));
  }

  void pending(String id, String rule) {
    Instant now = Instant.now();
    writer.send(
        Topics.ORDER_VALIDATIONS,
        id,
        new OrderValidation(id, rule, null, Verdict.ERROR, List.of(), now, now.plusSeconds(600)));
  }

  void payment(String id, OrderPaymentOutcome outcome) {
    writer.send(
        Topics.ORDER_PAYMENTS,
        id,
        new OrderPayment(id, "order-" + id, outcome, new Money(100L, "EUR"), null, Instant.now()));
  }

  @Override
  public void close() {
    writer.close();
  }
}
