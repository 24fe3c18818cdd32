package dev.cascade.fraud.component;

import static dev.cascade.fraud.TestOrders.ended;
import static dev.cascade.fraud.TestOrders.placed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.cascade.schemas.CustomerOrderChange;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import dev.cascade.testing.TopicWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class FraudApiTest {

  private final TestPlatform platform = TestPlatform.shared();
  private final String customer = "c-" + platform.freshId();
  private TopicWriter writer;
  private TopicReader<OrderValidation> verdicts;

  @BeforeEach
  void connect() {
    writer = platform.writer();
    verdicts = platform.reader(Topics.ORDER_VALIDATIONS, OrderValidation.class);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
  }

  @AfterEach
  void disconnect() {
    writer.close();
    verdicts.close();
  }

  @Test
  void whatIsSpentCanBeReadOnceItIsCommitted() {
    CustomerOrderChange order = place("a", 49_900);

    awaitTotal("499.00");
    given()
        .get("/v1/fraud/customers/" + customer)
        .then()
        .statusCode(200)
        .body("customerId", equalTo(customer))
        .body("window", equalTo("PT1H"))
        .body("currencies[0].currency", equalTo("EUR"))
        .body("currencies[0].limit", equalTo("2000.00"))
        .body("currencies[0].remaining", equalTo("1501.00"));

    writer.send(Topics.CUSTOMER_ORDERS, customer, ended(order));
    awaitTotal("0.00");
  }

  @Test
  void anOrderOverTheLimitFailsAndTheAlertCanBeRead() {
    place("a", 200_000);
    CustomerOrderChange refused = place("b", 1);

    assertThat(verdicts.awaitKey(refused.getOrderId()).present().getVerdict())
        .isEqualTo(Verdict.FAIL);
    Awaitility.await()
        .untilAsserted(() ->
            given()
                .queryParam("customerId", customer)
                .get("/v1/fraud/alerts")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].orderId", equalTo(refused.getOrderId()))
                .body("items[0].total", equalTo("2000.01"))
                .body("items[0].limit", equalTo("2000.00"))
                .body("items[0].currency", equalTo("EUR")));
    given().get("/q/metrics").then().body(containsString("cascade_fraud_alerts_total"));
  }

  @Test
  void aCustomerWhoOrderedNothingSpendsNothing() {
    given()
        .get("/v1/fraud/customers/nobody")
        .then()
        .statusCode(200)
        .body("currencies", empty())
        .body("$", not(hasKey("level")));
  }

  @Test
  void everyWrongParameterIsNamed() {
    given()
        .queryParam("limit", "0")
        .queryParam("customerId", "x".repeat(201))
        .get("/v1/fraud/alerts")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("violations.field", hasItems("limit", "customerId"));
    given()
        .urlEncodingEnabled(false)
        .get("/v1/fraud/customers/%00")
        .then()
        .statusCode(400)
        .body("violations.field", hasItems("id"));
    given()
        .queryParam("timeout", "soon")
        .get("/v1/fraud/customers/" + customer)
        .then()
        .statusCode(400)
        .body("violations.field", hasItems("timeout"));
  }

  @Test
  void theApiDescribesItself() {
    given()
        .get("/q/openapi")
        .then()
        .statusCode(200)
        .body(containsString("/v1/fraud/customers/{id}"))
        .body(containsString("/v1/fraud/alerts"));
  }

  private CustomerOrderChange place(String id, long cents) {
    CustomerOrderChange order = placed(id + "-" + customer, customer, cents, Instant.now());
    writer.send(Topics.CUSTOMER_ORDERS, customer, order);
    verdicts.awaitKey(order.getOrderId());
    return order;
  }

  private void awaitTotal(String total) {
    Awaitility.await()
        .untilAsserted(() ->
            given()
                .get("/v1/fraud/customers/" + customer)
                .then()
                .statusCode(200)
                .body("currencies[0].total", equalTo(total)));
  }
}
