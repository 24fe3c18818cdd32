package dev.cascade.inventory.component;

import static dev.cascade.inventory.TestOrder.line;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.cascade.inventory.TestOrder;
import dev.cascade.inventory.TestOrder.Line;
import dev.cascade.schemas.OrderLineChange;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Reason;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.ReceivedRecord;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import dev.cascade.testing.TopicWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class ReservationsTest {

  private final TestPlatform platform = TestPlatform.shared();
  private final TopicWriter writer = platform.writer();
  private final TopicReader<OrderValidation> verdicts =
      platform.reader(Topics.ORDER_VALIDATIONS, OrderValidation.class);
  private final String id = platform.freshId();

  @AfterEach
  void close() {
    writer.close();
    verdicts.close();
  }

  @Test
  void anOrderHoldsItsStockUntilItFails() {
    String product = stocked("jumper-" + id, 10);
    TestOrder order = ordered("o-" + id, line(1, product, 4));

    assertThat(verdictsOn(order, 1))
        .extracting(OrderValidation::getVerdict)
        .containsExactly(Verdict.PASS);
    awaitStock(product, 10, 4);

    say(order.ended());
    awaitStock(product, 10, 0);
  }

  @Test
  void aShippedOrderLeavesTheWarehouse() {
    String product = stocked("jumper-" + id, 10);
    TestOrder order = ordered("o-" + id, line(1, product, 4));
    awaitStock(product, 10, 4);

    say(order.shipped());
    awaitStock(product, 6, 0);
  }

  @Test
  void anOrderOfSeveralProductsGetsAVerdictForEachLineAndGivesAllBack() {
    String plenty = stocked("plenty-" + id, 10);
    String scarce = stocked("scarce-" + id, 1);
    TestOrder order =
        ordered(
            "o-" + id,
            line(1, plenty, 3),
            line(2, scarce, 2),
            line(3, "unheard-of-" + id, 1),
            line(4, plenty, 1));

    List<OrderValidation> all = verdictsOn(order, 4);
    assertThat(all).extracting(OrderValidation::getLine).containsExactlyInAnyOrder(1, 2, 3, 4);
    assertThat(all)
        .flatExtracting(OrderValidation::getReasons)
        .extracting(Reason::getCode)
        .containsExactlyInAnyOrder("out-of-stock", "unknown-product");
    awaitStock(plenty, 10, 4);

    say(order.ended());
    awaitStock(plenty, 10, 0);
    awaitStock(scarce, 1, 0);
  }

  @Test
  void oneOfManyOrdersGetsTheLastPiece() {
    String product = stocked("last-" + id, 1);
    List<String> orders = IntStream.range(0, 20).mapToObj(i -> "race-" + i + "-" + id).toList();
    orders.parallelStream().forEach(order -> ordered(order, line(1, product, 1)));

    List<OrderValidation> all =
        verdicts.awaitRecords(20, record -> orders.contains(record.key())).stream()
            .map(ReceivedRecord::present)
            .toList();

    assertThat(all).filteredOn(verdict -> verdict.getVerdict() == Verdict.PASS).hasSize(1);
    awaitStock(product, 1, 1);
  }

  @Test
  void aReplayedRecordOfAnOrderThatIsOverHoldsNothing() {
    String product = stocked("jumper-" + id, 10);
    TestOrder order = ordered("o-" + id, line(1, product, 4));
    say(order.ended());
    say(order.ordered());
    TestOrder next = ordered("next-" + id, line(1, product, 1));
    say(order.ordered());

    verdictsOn(next, 1);
    awaitStock(product, 10, 1);
  }

  private String stocked(String product, long pieces) {
    given()
        .contentType("application/json")
        .body("{\"name\":\"A thing\"}")
        .queryParam("timeout", 20_000)
        .put("/v1/products/" + product)
        .then()
        .statusCode(201);
    given()
        .contentType("application/json")
        .body("{\"delta\":" + pieces + ",\"reason\":\"delivery\"}")
        .queryParam("timeout", 20_000)
        .post("/v1/stock/" + product + "/adjustments")
        .then()
        .statusCode(201);
    return product;
  }

  private TestOrder ordered(String orderId, Line... lines) {
    TestOrder order = TestOrder.of(orderId, Instant.now(), lines);
    say(order.ordered());
    return order;
  }

  private void say(List<OrderLineChange> changes) {
    changes.forEach(change -> writer.send(Topics.ORDER_LINES, change.getProductId(), change));
  }

  private List<OrderValidation> verdictsOn(TestOrder order, int count) {
    return verdicts.awaitRecords(count, record -> order.id().equals(record.key())).stream()
        .map(ReceivedRecord::present)
        .toList();
  }

  private static void awaitStock(String product, int onHand, int reserved) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> {
          ValidatableResponse stock = given().get("/v1/stock/" + product).then().statusCode(200);
          stock.body("onHand", equalTo(onHand)).body("reserved", equalTo(reserved));
        });
  }
}
