package dev.cascade.fraud.component;

import static dev.cascade.fraud.TestOrders.ended;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.cascade.schemas.AuditEvent;
import dev.cascade.schemas.CustomerOrderChange;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import dev.cascade.testing.TopicWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A reviewer finds what waits, decides, and is told what became of it. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ReviewsApiTest {

  private static final String FINE = "{\"by\":\"ann\",\"reason\":\"known for years\"}";

  private final TestPlatform platform = TestPlatform.shared();
  private final String id = "c-" + platform.freshId();
  private TopicWriter writer;
  private BronzeCustomer customer;

  @BeforeEach
  void connect() {
    writer = platform.writer();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    customer = BronzeCustomer.known(id, writer);
  }

  @AfterEach
  void disconnect() {
    writer.close();
  }

  @Test
  void whatIsApprovedPassesOnceAndSaysWhoDecidedAndWhy() {
    String order = "o-" + id;
    customer.places(order, 150_000);
    awaitState(order, "OPEN").body("total", equalTo("1500.05")).body("limit", equalTo("2000.00"));
    open("").body("items.orderId", contains(order)).body("$", not(hasKey("next")));

    decide(order, "approve", FINE)
        .statusCode(200)
        .body("state", equalTo("APPROVED"))
        .body("decidedBy", equalTo("ann"))
        .body("reason", equalTo("known for years"));
    decide(order, "approve", "{\"by\":\"bob\",\"reason\":\"me too\"}")
        .statusCode(200)
        .body("decidedBy", equalTo("ann"));
    decide(order, "decline", FINE)
        .statusCode(409)
        .contentType("application/problem+json")
        .body("detail", containsString("APPROVED by ann"));

    customer.awaitVerdict(order, Verdict.PASS);
    open("").body("items", empty());
    given()
        .get("/v1/fraud/reviews/" + order)
        .then()
        .statusCode(200)
        .body("state", equalTo("APPROVED"))
        .body("decidedBy", equalTo("ann"));
    try (TopicReader<AuditEvent> audits = platform.reader(Topics.AUDIT_EVENTS, AuditEvent.class)) {
      assertThat(
              audits
                  .awaitRecord(record -> record.present().getSubject().equals(order))
                  .present()
                  .getAction())
          .isEqualTo("approve-order");
    }
  }

  @Test
  void whatIsDeclinedFailsWithTheReason() {
    String order = "o-" + id;
    customer.places(order, 150_000);
    awaitState(order, "OPEN");

    decide(order, "decline", "{\"by\":\"ann\",\"reason\":\"another name\"}")
        .statusCode(200)
        .body("state", equalTo("DECLINED"));

    assertThat(customer.awaitVerdict(order, Verdict.FAIL).getReasons().getFirst().getDetail())
        .endsWith("another name");
  }

  @Test
  void whatEndedBeforeCannotBeDecided() {
    String order = "o-" + id;
    CustomerOrderChange placed = customer.places(order, 150_000);
    writer.send(Topics.CUSTOMER_ORDERS, id, ended(placed));
    awaitState(order, "WITHDRAWN");

    decide(order, "approve", FINE)
        .statusCode(409)
        .body("detail", containsString("ended before anybody decided"));
  }

  @Test
  void whatNobodyReviewsIsNotFound() {
    given().get("/v1/fraud/reviews/nothing").then().statusCode(404);
    decide("nothing", "approve", FINE).statusCode(404);
  }

  @Test
  void everyWrongFieldIsNamed() {
    decide("o", "approve", "{\"why\":1}")
        .statusCode(400)
        .body("violations.field", containsInAnyOrder("why", "by", "reason"));
    decide("o", "decline", "{\"by\":\"ann\",\"reason\":\"" + "x".repeat(1_001) + "\"}")
        .statusCode(400)
        .body("violations.field", contains("reason"));
    given()
        .queryParam("cursor", "elsewhere")
        .queryParam("limit", 501)
        .get("/v1/fraud/reviews")
        .then()
        .statusCode(400)
        .body("violations.field", containsInAnyOrder("limit", "cursor"));
  }

  @Test
  void whatWaitsIsListedPageByPageTheMostUrgentFirst() {
    String first = "o-1-" + id;
    String second = "o-2-" + id;
    customer.places(first, 150_000);
    customer.places(second, 100);
    awaitState(first, "OPEN");
    awaitState(second, "OPEN");

    String next =
        open("&limit=1").body("items.orderId", contains(first)).extract().path("next").toString();
    open("&limit=1&cursor=" + next)
        .body("items.orderId", contains(second))
        .body("$", not(hasKey("next")));
    given()
        .get("/q/metrics")
        .then()
        .body(containsString("cascade_fraud_reviews_open"))
        .body(containsString("cascade_fraud_reviews_oldest_seconds"));
    open("").body("items", hasSize(2));
    // What another instance gathers is not cut: the item too many tells it of a next page.
    given()
        .header("Cascade-Partitions", "0,1")
        .get("/v1/fraud/reviews?timeout=5000&limit=1&customerId=" + id)
        .then()
        .body("items", hasSize(2));
  }

  private ValidatableResponse open(String more) {
    return given()
        .urlEncodingEnabled(false)
        .get("/v1/fraud/reviews?timeout=5000&customerId=" + id + more)
        .then()
        .statusCode(200);
  }

  private ValidatableResponse awaitState(String order, String state) {
    return Awaitility.await()
        .until(
            () -> given().get("/v1/fraud/reviews/" + order),
            answer ->
                answer.statusCode() == 200 && state.equals(answer.jsonPath().getString("state")))
        .then();
  }

  private static ValidatableResponse decide(String order, String ruling, String body) {
    return given()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/v1/fraud/reviews/" + order + "/" + ruling)
        .then();
  }
}
