package dev.cascade.orderdetails;

import static dev.cascade.orderdetails.TestOrders.created;
import static dev.cascade.orderdetails.TestOrders.inState;
import static dev.cascade.orderdetails.TestOrders.line;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.containsString;

import dev.cascade.schemas.Money;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Product;
import dev.cascade.schemas.Reason;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.ReceivedRecord;
import dev.cascade.testing.SampledTrace;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import dev.cascade.testing.TopicWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class VerdictsTest {

  private final TestPlatform platform = TestPlatform.shared();
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
  void anOrderInOrderPasses() {
    String id = "good-" + platform.freshId();

    writer.send(Topics.ORDERS, id, created(id, line(1, "jumpers", 2, 100)));

    OrderValidation verdict = verdicts.awaitKey(id).present();
    assertThat(verdict.getOrderId()).isEqualTo(id);
    assertThat(verdict.getRule()).isEqualTo("order-details");
    assertThat(verdict.getLine()).isNull();
    assertThat(verdict.getVerdict()).isEqualTo(Verdict.PASS);
    assertThat(verdict.getReasons()).isEmpty();
  }

  @Test
  void aVerdictIsInTheTraceOfItsOrder() {
    String id = "traced-" + platform.freshId();
    SampledTrace trace = SampledTrace.of('a');

    writer.send(Topics.ORDERS, id, created(id, line(1, "jumpers", 2, 100)), trace);

    assertThat(SampledTrace.idOf(verdicts.awaitKey(id))).isEqualTo(trace.id());
  }

  @Test
  void anOrderThatBreaksRulesFailsWithAllReasons() {
    String id = "bad-" + platform.freshId();

    writer.send(
        Topics.ORDERS, id, created(id, line(1, "jumpers", 0, 1), line(2, "jumpers", 1, -1)));

    OrderValidation verdict = verdicts.awaitKey(id).present();
    assertThat(verdict.getVerdict()).isEqualTo(Verdict.FAIL);
    assertThat(verdict.getReasons())
        .extracting(Reason::getSource, Reason::getCode)
        .containsExactly(
            tuple("order-details", "quantity-out-of-range"),
            tuple("order-details", "negative-price"));
  }

  @Test
  void aListPriceThatIsPublishedMeanwhileCounts() {
    String product = "ipad-" + platform.freshId();
    writer.send(Topics.PRODUCTS, product, new Product(product, "iPad", new Money(49_900L, "EUR")));

    Awaitility.await()
        .untilAsserted(() -> {
          String id = "cheap-" + platform.freshId();
          writer.send(Topics.ORDERS, id, created(id, line(1, product, 1, 1)));
          assertThat(verdicts.awaitKey(id).present().getReasons())
              .extracting(Reason::getCode)
              .containsExactly("price-not-listed");
        });
  }

  @Test
  void onlyACreatedOrderIsJudged() {
    String id = "later-" + platform.freshId();
    String next = "next-" + platform.freshId();

    writer.send(Topics.ORDERS, id, inState(id, OrderState.CREATED, OrderState.VALIDATED));
    writer.send(Topics.ORDERS, id, inState(id, OrderState.CREATED, OrderState.CREATED));
    writer.sendTombstone(Topics.ORDERS, id);
    writer.send(Topics.ORDERS, id, created(next, line(1, "jumpers", 1, 1)));

    verdicts.awaitKey(next);
    assertThat(verdicts.readToEnd()).extracting(ReceivedRecord::key).doesNotContain(id);
  }

  @Test
  void theServiceHasSwaggerUiAsAllHave() {
    given().get("/q/swagger-ui/").then().statusCode(200);
  }

  @Test
  void metricsAreServedForPrometheus() {
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("cascade_order_details_verdicts_total"))
        .body(containsString("cascade_order_details_listed_products"));
  }
}
