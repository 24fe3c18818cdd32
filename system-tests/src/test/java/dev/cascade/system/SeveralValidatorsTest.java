package dev.cascade.system;

import static dev.cascade.schemas.catalogue.Topics.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.system.ecosystem.ExtraInstance;
import dev.cascade.system.ecosystem.HomeEcosystem;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.OrderBody.Line;
import dev.cascade.system.ecosystem.OrderLives;
import dev.cascade.system.ecosystem.Quiet;
import dev.cascade.system.history.Fields;
import dev.cascade.system.history.History;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Three instances of inventory and three of fraud, killed one after the other while orders are
 * placed, refused, cancelled and shipped. What their topics say in the end is what the orders say.
 */
@SystemTest
class SeveralValidatorsTest {

  /** Many orders want the scarce product; what is cancelled goes to the next. */
  private static final String SCARCE = "scarce-piece";

  private static final int SCARCE_PIECES = 12;

  /** Fraud refuses a good part of this customer's orders, until some are cancelled. */
  private static final String BIG_SPENDER = "c-frank";

  private final HomeEcosystem ecosystem;
  private final Http http = new Http();
  private final List<ExtraInstance> inventories;
  private final List<ExtraInstance> frauds;

  SeveralValidatorsTest(HomeEcosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.inventories =
        List.of(ecosystem.another("inventory", 2), ecosystem.another("inventory", 3));
    this.frauds = List.of(ecosystem.another("fraud", 2), ecosystem.another("fraud", 3));
  }

  @BeforeEach
  void startTheOthers() {
    ExtraInstance.startAll(others().toList());
    stockScarce();
  }

  @AfterEach
  void stopTheOthers() {
    others().forEach(ExtraInstance::close);
    ecosystem.awaitTakenOver("inventory", "/v1/products?limit=1");
    ecosystem.awaitTakenOver("fraud", "/v1/fraud/customers/" + BIG_SPENDER);
  }

  private Stream<ExtraInstance> others() {
    return Stream.concat(inventories.stream(), frauds.stream());
  }

  @Test
  void killsLoseNothingAndDoNothingTwice() {
    try (OrderLives lives = OrderLives.start(ecosystem, SeveralValidatorsTest::order)) {
      lives.awaitMore(20);
      ecosystem.kill("inventory");
      ecosystem.kill("fraud");
      ecosystem.up();
      lives.awaitMore(20);
      for (int killed = 0; killed < 2; killed++) {
        killAndStart(inventories.get(killed), lives);
        killAndStart(frauds.get(killed), lives);
      }
      lives.close();

      History history = Quiet.historyOf(ecosystem);
      everyWishWasGranted(lives, history);
      everyKindOfEndCame(history);
    }
  }

  private static void killAndStart(ExtraInstance instance, OrderLives lives) {
    instance.kill();
    instance.start();
    lives.awaitMore(20);
  }

  private static OrderBody order(int number) {
    boolean big = number % 3 == 0;
    String customer = big ? BIG_SPENDER : Integer.toString(number % 9);
    Line plenty = new Line("UNDERPANTS", 1 + number % 3, big ? "150.00" : "1.00");
    Line scarce = new Line(SCARCE, 1, "1.00");
    return new OrderBody(
        "lives-" + number, customer, number % 2 == 0 ? List.of(plenty, scarce) : List.of(plenty));
  }

  private static void everyWishWasGranted(OrderLives lives, History history) {
    Map<String, Fields> orders = history.table(ORDERS);
    assertThat(lives.shipped())
        .isNotEmpty()
        .allSatisfy(id -> assertThat(orders.get(id).text("state")).isEqualTo("SHIPPED"));
    assertThat(lives.cancelled())
        .isNotEmpty()
        .allSatisfy(id -> assertThat(orders.get(id).text("state")).isIn("CANCELLED", "FAILED"));
  }

  /** Otherwise the guarantees would have held for want of trouble. */
  private static void everyKindOfEndCame(History history) {
    List<Fields> orders =
        history.table(ORDERS).values().stream()
            .filter(order -> order.text("id").startsWith("lives-"))
            .toList();
    assertThat(orders)
        .extracting(order -> order.text("state"))
        .contains("CONFIRMED", "SHIPPED", "CANCELLED", "FAILED");
    assertThat(orders)
        .flatExtracting(order -> order.list("reasons"))
        .extracting(reason -> ((Fields) reason).text("code"))
        .containsAll(Set.of("over-limit", "out-of-stock"));
  }

  private void stockScarce() {
    String inventory = ecosystem.url("inventory");
    String product = inventory + "/v1/products/" + SCARCE + "?timeout=15000";
    String stock = inventory + "/v1/stock/" + SCARCE + "/adjustments?timeout=15000";
    String pieces = "{\"adjustmentId\":\"first-" + SCARCE + "\",\"delta\":" + SCARCE_PIECES + "}";
    assertMade(() -> http.put(product, "{\"name\":\"Scarce\"}"));
    assertMade(() -> http.post(stock, pieces));
  }

  /** While the group grows the answer can be 503: it is safe to send the same again. */
  private static void assertMade(Callable<Http.Answer> write) {
    Http.Answer made =
        Awaitility.await("the group to take a write")
            .atMost(Duration.ofSeconds(60))
            .until(write, answer -> answer.status() != 503);
    assertThat(made.status()).as(made.text()).isIn(200, 201);
  }
}
