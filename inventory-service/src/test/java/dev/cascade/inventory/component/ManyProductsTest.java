package dev.cascade.inventory.component;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.cascade.inventory.Products;
import dev.cascade.inventory.TestOrder;
import dev.cascade.inventory.TestOrder.Line;
import dev.cascade.inventory.topology.ReservationsTopology;
import dev.cascade.schemas.OrderLineChange;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.ReceivedRecord;
import dev.cascade.testing.Seed;
import dev.cascade.testing.Seeds;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hundred thousand products, and one that everybody wants. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
@TestProfile(ManyProductsTest.ShortMemory.class)
class ManyProductsTest {

  private static final int PRODUCTS = 100_000;
  private static final int ORDERS = 3_000;
  private static final int PIECES = 50;
  private static final Duration BOUND = Duration.ofSeconds(90);

  private static final String REMEMBERED_LINES =
      ReservationsTopology.NAME + "-reservations-changelog";

  private final TestPlatform platform = TestPlatform.shared();
  private final String id = platform.freshId();
  private final BulkWriter writer = new BulkWriter(platform);

  /** Orders are dated ahead, since one that is older than what is remembered is refused. */
  private final Instant orderedAt = Instant.now().plus(Duration.ofHours(1));

  /** What ended is forgotten within seconds, so that a test can see it go. */
  public static class ShortMemory implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "cascade.inventory.line-memory", "PT1S",
          "cascade.inventory.sweep-interval", "PT0.1S",
          "cascade.inventory.sweep-entries", "5000");
    }
  }

  @AfterEach
  void close() {
    writer.close();
  }

  @Test
  void aHundredThousandProductsHaveStockAndOnlyOpenOrdersAreRemembered() {
    Seeds.forEach(
        1,
        seed -> {
          stock(PRODUCTS, PIECES);
          Map<String, Integer> held = orders(seed);

          everyLinePasses(ORDERS * 3);
          held.forEach((product, pieces) ->
              given()
                  .get("/v1/stock/" + product)
                  .then()
                  .statusCode(200)
                  .body("onHand", equalTo(PIECES))
                  .body("reserved", equalTo(pieces)));
          onlyRemembered(held.values().stream().mapToInt(Integer::intValue).sum());
          assertThat(listedProducts()).hasSize(PRODUCTS);
        });
  }

  @Test
  void aProductThatEverybodyWantsIsSoldToTheLastPieceAndNotFurther() {
    int pieces = ORDERS - 500;
    stock(1, pieces);
    for (int i = 0; i < ORDERS; i++) {
      String order = "hot-" + id + "-" + i;
      say(TestOrder.of(order, orderedAt, TestOrder.line(1, product(0), 1)).ordered());
    }
    writer.flush();

    assertThat(verdicts(ORDERS))
        .filteredOn(verdict -> verdict.getVerdict() == Verdict.PASS)
        .hasSize(pieces);
    given()
        .get("/v1/stock/" + product(0))
        .then()
        .body("onHand", equalTo(pieces))
        .body("reserved", equalTo(pieces))
        .body("available", equalTo(0));
  }

  private void stock(int products, int pieces) {
    Instant now = Instant.now();
    for (int i = 0; i < products; i++) {
      writer.send(Topics.PRODUCTS, product(i), Products.product(product(i)));
      writer.send(
          Topics.STOCK_ADJUSTMENTS,
          product(i),
          Products.adjustment(product(i), "initial", pieces, now));
    }
    writer.flush();
    try (GroupProgress progress = new GroupProgress(platform, ReservationsTopology.NAME)) {
      progress.awaitEndOf(Topics.PRODUCTS, BOUND);
      progress.awaitEndOf(Topics.STOCK_ADJUSTMENTS, BOUND);
    }
  }

  /** Orders of three lines, of which nine in ten fail; gives what the others hold. */
  private Map<String, Integer> orders(Seed seed) {
    Map<String, Integer> held = new HashMap<>();
    for (int i = 0; i < ORDERS; i++) {
      String order = "o-" + id + "-" + i;
      List<Line> lines =
          IntStream.rangeClosed(1, 3)
              .mapToObj(line -> TestOrder.line(line, product(seed.intBetween(0, PRODUCTS - 1)), 1))
              .toList();
      TestOrder placed = new TestOrder(order, orderedAt, lines);
      say(placed.ordered());
      if (i % 10 != 0) {
        say(placed.ended());
      } else {
        lines.forEach(line -> held.merge(line.productId(), 1, Integer::sum));
      }
    }
    writer.flush();
    return held;
  }

  private void say(List<OrderLineChange> changes) {
    changes.forEach(change -> writer.send(Topics.ORDER_LINES, change.getProductId(), change));
  }

  private void everyLinePasses(int lines) {
    assertThat(verdicts(lines)).extracting(OrderValidation::getVerdict).containsOnly(Verdict.PASS);
  }

  private List<OrderValidation> verdicts(int count) {
    try (TopicReader<OrderValidation> reader =
        platform.reader(Topics.ORDER_VALIDATIONS, OrderValidation.class)) {
      List<OrderValidation> found =
          reader.awaitRecords(count, record -> isOurs(record.key())).stream()
              .map(ReceivedRecord::present)
              .toList();
      assertThat(found).hasSize(count);
      return found;
    }
  }

  /** The changelog is what the store holds, here and after a restart. */
  private void onlyRemembered(int lines) {
    try (TopicReader<byte[]> changelog = platform.rawReader(REMEMBERED_LINES)) {
      Awaitility.await("all but " + lines + " lines to be forgotten")
          .atMost(BOUND)
          .untilAsserted(() -> {
            Set<String> remembered = new HashSet<>();
            changelog.readToEnd().stream()
                .filter(record -> isOurs(record.key()))
                .forEach(record -> {
                  if (record.value() == null) {
                    remembered.remove(record.key());
                  } else {
                    remembered.add(record.key());
                  }
                });
            assertThat(remembered).hasSize(lines);
          });
    }
  }

  private List<String> listedProducts() {
    List<String> listed = new ArrayList<>();
    String cursor = "p-" + id;
    while (cursor != null) {
      JsonPath page =
          given()
              .queryParam("limit", 1_000)
              .queryParam("timeout", 10_000)
              .queryParam("cursor", cursor)
              .get("/v1/products")
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      List<String> ours = page.<String>getList("items.id").stream().filter(this::isOurs).toList();
      listed.addAll(ours);
      cursor = ours.isEmpty() ? null : page.getString("next");
    }
    return listed;
  }

  private boolean isOurs(String key) {
    return key != null && key.contains(id);
  }

  private String product(int number) {
    return "p-" + id + "-" + number;
  }
}
