package dev.cascade.payments.component;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.SampledTrace;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Map;

/** The service as a caller sees it. */
final class Api {

  private static final String PATIENCE = "?timeout=20000";

  private final Map<String, String> headers;

  Api() {
    this(Map.of());
  }

  private Api(Map<String, String> headers) {
    this.headers = headers;
  }

  /** The same caller, who now is in that trace. */
  Api traced(SampledTrace trace) {
    return new Api(Map.of("traceparent", trace.header()));
  }

  Response post(String path, Map<String, ?> body) {
    return given().contentType(ContentType.JSON).headers(headers).body(body).post(path);
  }

  Response post(String path) {
    return given().post(path);
  }

  Response get(String path) {
    return given().get(path);
  }

  void open(String account, String limit) {
    Response answer =
        post("/v1/accounts", Map.of("id", account, "currency", "EUR", "overdraftLimit", limit));
    assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201);
  }

  void fund(String account, String amount) {
    String id = "fund-" + account;
    assertThat(pay(id, "world", account, amount).statusCode()).isEqualTo(202);
    assertThat(completed(id).getString("state")).isIn("COMPLETE", "CONFIRMED");
  }

  Response pay(String id, String debtor, String creditor, String amount) {
    return post(
        "/v1/payments",
        Map.of(
            "id", id,
            "debtorAccount", debtor,
            "creditorAccount", creditor,
            "amount", amount,
            "currency", "EUR"));
  }

  JsonPath completed(String id) {
    Response answer = get("/v1/payments/" + id + "/completed" + PATIENCE);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.jsonPath();
  }

  String balance(String account) {
    return get("/v1/accounts/" + account + PATIENCE).jsonPath().getString("balance");
  }

  /** Until every application runs, and the accounts of the house are there. */
  void awaitReady() {
    awaitRunning();
    assertThat(get("/v1/accounts/world" + PATIENCE).statusCode()).isEqualTo(200);
    assertThat(get("/v1/accounts/merchant" + PATIENCE).statusCode()).isEqualTo(200);
  }

  /** Until every application runs. */
  void awaitRunning() {
    org.awaitility.Awaitility.await("readiness")
        .atMost(java.time.Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(get("/q/health/ready").statusCode()).isEqualTo(200));
  }
}
