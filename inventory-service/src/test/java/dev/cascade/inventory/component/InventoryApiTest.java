package dev.cascade.inventory.component;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.TestPlatform;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class InventoryApiTest {

  private static final String PROBLEM = "application/problem+json";

  private final String id = TestPlatform.shared().freshId();

  @Test
  void aProductIsCreatedThenChangedAndReadableAtOnce() {
    String ipad = "/v1/products/ipad-" + id;
    put(ipad, "{\"name\":\"iPad\",\"listPrice\":\"499.00\",\"currency\":\"EUR\"}")
        .statusCode(201)
        .header("Location", endsWith(ipad))
        .body("listPrice", equalTo("499.00"));
    put(ipad, "{\"name\":\"iPad 2\",\"listPrice\":479.5}").statusCode(200);

    given()
        .get(ipad + "?timeout=0")
        .then()
        .statusCode(200)
        .body("id", equalTo("ipad-" + id))
        .body("name", equalTo("iPad 2"))
        .body("listPrice", equalTo("479.50"))
        .body("currency", equalTo("EUR"));
  }

  @Test
  void aProductMayHaveAnOpenPrice() {
    put("/v1/products/jumper-" + id, "{\"name\":\"Jumper\",\"listPrice\":null}")
        .statusCode(201)
        .body("listPrice", nullValue())
        .body("currency", nullValue());
  }

  @Test
  void theSameProductAgainIsNotNew() {
    String body = "{\"name\":\"Jumper\"}";
    put("/v1/products/jumper-" + id, body).statusCode(201);
    put("/v1/products/jumper-" + id, body).statusCode(200);
  }

  @Test
  void anUnknownProductIsNotFoundAfterTheTimeout() {
    given()
        .get("/v1/products/nobody-" + id + "?timeout=50")
        .then()
        .statusCode(404)
        .contentType(PROBLEM);
    given()
        .get("/v1/stock/nobody-" + id + "?timeout=50")
        .then()
        .statusCode(404)
        .contentType(PROBLEM);
  }

  @Test
  void aReadWaitsForAProductThatComesLater() {
    String path = "/v1/products/later-" + id;
    CompletableFuture<Integer> read =
        CompletableFuture.supplyAsync(
            () -> given().get(path + "?timeout=20000").then().extract().statusCode());
    put(path, "{\"name\":\"Later\"}").statusCode(201);

    assertThat(read.join()).isEqualTo(200);
  }

  @Test
  void everyViolationIsNamed() {
    put(
            "/v1/products/-bad",
            "{\"name\":7,\"listPrice\":\"1.234\",\"currency\":\"EUR\",\"colour\":\"red\"}")
        .statusCode(400)
        .contentType(PROBLEM)
        .body("violations.field", containsInAnyOrder("id", "name", "listPrice", "colour"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "7",
        "{}",
        "{\"name\":\"\"}",
        "{\"name\":\" \"}",
        "{\"name\":\"a\\u0000b\"}",
        "{\"name\":\"x\",\"listPrice\":-1}",
        "{\"name\":\"x\",\"listPrice\":1e99999}",
        "{\"name\":\"x\",\"listPrice\":\"1e9\"}",
        "{\"name\":\"x\",\"listPrice\":true}",
        "{\"name\":\"x\",\"listPrice\":99999999999999999999}",
        "{\"name\":\"x\",\"currency\":\"EURO\"}",
        "{\"name\":\"x\",\"currency\":\"XXX\"}",
        "{\"name\":\"x\",\"currency\":1}",
        "{\"name\":\"x\",\"id\":\"another\"}",
        "{\"name\":\"x\"} {}",
        "{\"name\":\"x\",\"name\":\"y\"}",
        "{\"name\":\"x\",\"listPrice\":1e-999999999}",
        "{\"name\":\"x\",\"listPrice\":1.005}"
      })
  void badProductsAreRefused(String body) {
    put("/v1/products/bad-" + id, body).statusCode(400).contentType(PROBLEM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[1]",
        "{}",
        "{\"delta\":0}",
        "{\"delta\":1.5}",
        "{\"delta\":\"1\"}",
        "{\"delta\":9223372036854775808}",
        "{\"delta\":1e400}",
        "{\"delta\":1,\"adjustmentId\":\"\"}",
        "{\"delta\":1,\"adjustmentId\":\"a b\"}",
        "{\"delta\":1,\"reason\":3}",
        "{\"delta\":1,\"price\":3}",
        "{\"delta\":1}x",
        "{\"delta\":1,\"delta\":2}"
      })
  void badAdjustmentsAreRefused(String body) {
    post("/v1/stock/bad-" + id + "/adjustments", body).statusCode(400).contentType(PROBLEM);
  }

  @Test
  void overLongAndOddIdsAreRefused() {
    put("/v1/products/" + "x".repeat(101), "{\"name\":\"x\"}").statusCode(400);
    given().get("/v1/products/" + "x".repeat(101)).then().statusCode(400).contentType(PROBLEM);
    given().urlEncodingEnabled(true).get("/v1/stock/{id}", "a b").then().statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "x", "30001", "1e3", "99999999999999999999"})
  void aTimeoutThatIsNoneIsRefused(String timeout) {
    given()
        .queryParam("timeout", timeout)
        .get("/v1/stock/ipad")
        .then()
        .statusCode(400)
        .body("violations.field", hasItem("timeout"));
  }

  @Test
  void aBodyOverTheLimitIsRefused() {
    put("/v1/products/big-" + id, "{\"name\":\"" + "x".repeat(70_000) + "\"}").statusCode(413);
  }

  @Test
  void anAdjustmentIsMadeOnceHoweverOftenItIsSent() {
    String stock = stockOf("jumper-" + id);
    String body = "{\"adjustmentId\":\"a-1\",\"delta\":10,\"reason\":\"delivery\"}";
    post(stock + "/adjustments", body)
        .statusCode(201)
        .header("Location", endsWith(stock + "/adjustments/a-1"))
        .body("onHand", equalTo(10))
        .body("available", equalTo(10))
        .body("lastAdjustment.accepted", equalTo(true));
    post(stock + "/adjustments", body).statusCode(200).body("onHand", equalTo(10));

    given().get(stock).then().statusCode(200).body("onHand", equalTo(10));
    given()
        .get(stock + "/adjustments/a-1")
        .then()
        .statusCode(200)
        .body("lastAdjustment.adjustmentId", equalTo("a-1"));
  }

  @Test
  void anAdjustmentThatIsNotDecidedInTimeIsToldTheIdToRepeatItWith() {
    post(stockOf("jumper-" + id) + "/adjustments?timeout=0", "{\"delta\":1}")
        .statusCode(503)
        .contentType(PROBLEM)
        .body("detail", containsString("adjustmentId "));
  }

  @Test
  void anAdjustmentWithoutIdGetsOne() {
    post(stockOf("jumper-" + id) + "/adjustments", "{\"delta\":1}")
        .statusCode(201)
        .body("lastAdjustment.adjustmentId", notNullValue());
  }

  @Test
  void stockCannotBecomeNegative() {
    String stock = stockOf("jumper-" + id);
    post(stock + "/adjustments", "{\"delta\":5}").statusCode(201);
    post(stock + "/adjustments", "{\"delta\":-6}")
        .statusCode(409)
        .contentType(PROBLEM)
        .body("violations.message", hasItem("below-zero"))
        .body("detail", containsString("than are on hand"));
    given().get(stock).then().body("onHand", equalTo(5));
  }

  @Test
  void anIdOfAnotherAdjustmentIsRefused() {
    String stock = stockOf("jumper-" + id);
    post(stock + "/adjustments", "{\"adjustmentId\":\"a-1\",\"delta\":5}").statusCode(201);
    post(stock + "/adjustments", "{\"adjustmentId\":\"a-1\",\"delta\":6}")
        .statusCode(409)
        .body("violations.message", hasItem("id-reused"));
  }

  @Test
  void theStockOfAnUnknownProductCannotBeAdjusted() {
    post("/v1/stock/nobody-" + id + "/adjustments", "{\"delta\":5}")
        .statusCode(404)
        .contentType(PROBLEM);
  }

  @Test
  void manyAdjustmentsAtOnceAreEachAnsweredAndAddUp() {
    String stock = stockOf("busy-" + id);
    List<Integer> statuses =
        IntStream.range(0, 40)
            .parallel()
            .mapToObj(i -> post(stock + "/adjustments", "{\"delta\":1}").extract().statusCode())
            .toList();

    assertThat(statuses).containsOnly(201);
    given().get(stock).then().body("onHand", equalTo(40));
  }

  @Test
  void productsAreListedPageByPage() {
    for (int i = 0; i < 5; i++) {
      put("/v1/products/page-" + id + "-" + i, "{\"name\":\"p\"}").statusCode(201);
    }
    List<String> all = new ArrayList<>();
    String cursor = "page-" + id;
    while (cursor != null && cursor.startsWith("page-" + id)) {
      ValidatableResponse page =
          given()
              .queryParam("limit", 2)
              .queryParam("cursor", cursor)
              .get("/v1/products")
              .then()
              .statusCode(200);
      all.addAll(page.extract().<List<String>>path("items.id"));
      cursor = page.extract().path("next");
    }

    assertThat(all).doesNotHaveDuplicates().isSorted();
    assertThat(all).filteredOn(product -> product.startsWith("page-" + id)).hasSize(5);
  }

  /** The one item more than the limit tells the instance that gathers of a next page. */
  @Test
  void whatAnotherInstanceGathersIsNotCut() {
    put("/v1/products/part-" + id + "-1", "{\"name\":\"p\"}").statusCode(201);
    put("/v1/products/part-" + id + "-2", "{\"name\":\"p\"}").statusCode(201);

    given()
        .header("Cascade-Partitions", "0,1")
        .queryParam("limit", 1)
        .queryParam("cursor", "part-" + id)
        .get("/v1/products")
        .then()
        .statusCode(200)
        .body("items.id", hasItems("part-" + id + "-1", "part-" + id + "-2"));
  }

  @Test
  void aFirstPageNeedsNoCursor() {
    put("/v1/products/first-" + id, "{\"name\":\"p\"}").statusCode(201);

    given()
        .queryParam("limit", 1)
        .get("/v1/products")
        .then()
        .statusCode(200)
        .body("items", hasSize(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "cursor=%20"})
  void badPagesAreRefused(String query) {
    given().urlEncodingEnabled(false).get("/v1/products?" + query).then().statusCode(400);
  }

  @Test
  void theServiceDescribesItselfAndIsReady() {
    given()
        .accept("application/json")
        .get("/q/openapi")
        .then()
        .statusCode(200)
        .body("paths.keySet()", hasItems("/v1/products/{id}", "/v1/stock/{productId}/adjustments"));
    given().get("/q/health/ready").then().statusCode(200);
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("cascade_inventory_reservations_open"));
  }

  private static ValidatableResponse put(String path, String body) {
    return given().contentType("application/json").body(body).put(path).then();
  }

  private static ValidatableResponse post(String path, String body) {
    return given().contentType("application/json").body(body).post(path).then();
  }

  private static String stockOf(String product) {
    put("/v1/products/" + product, "{\"name\":\"A thing\"}").statusCode(201);
    return "/v1/stock/" + product;
  }
}
