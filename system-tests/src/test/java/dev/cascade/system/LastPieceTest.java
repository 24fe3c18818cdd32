package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.system.ecosystem.ExtraInstance;
import dev.cascade.system.ecosystem.HomeEcosystem;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.Quiet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders race for the last piece of a product while three instances of inventory decide. */
@SystemTest
class LastPieceTest {

  private static final int PRODUCTS = 10;

  private final HomeEcosystem ecosystem;
  private final Http http = new Http();
  private final Orders orders;
  private final List<ExtraInstance> others;

  LastPieceTest(HomeEcosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.orders = new Orders(ecosystem);
    this.others = List.of(ecosystem.another("inventory", 2), ecosystem.another("inventory", 3));
  }

  @BeforeEach
  void startTheOthers() {
    others.forEach(ExtraInstance::start);
  }

  @AfterEach
  void stopTheOthers() {
    others.forEach(ExtraInstance::close);
    ecosystem.awaitTakenOver("inventory", "/v1/products?limit=1");
  }

  @Test
  void exactlyOneOfTwoOrdersGetsIt() {
    List<String> products = IntStream.range(0, PRODUCTS).mapToObj(n -> "rare-" + n).toList();
    products.forEach(this::stockOne);

    List<CompletableFuture<Void>> posts =
        products.stream()
            .flatMap(product -> Stream.of(product + "-a", product + "-b"))
            .map(id -> CompletableFuture.runAsync(() -> post(id), Thread::startVirtualThread))
            .toList();
    posts.forEach(CompletableFuture::join);

    for (String product : products) {
      assertThat(Stream.of("-a", "-b").map(side -> outcome(product + side)))
          .as(product)
          .containsExactlyInAnyOrder("CONFIRMED", "FAILED");
    }
    Quiet.historyOf(ecosystem);
  }

  private void stockOne(String product) {
    String inventory = ecosystem.url("inventory");
    Http.Answer made =
        http.put(
            inventory + "/v1/products/" + product + "?timeout=15000",
            "{\"name\":\"Rare\",\"listPrice\":\"1.00\",\"currency\":\"EUR\"}");
    assertThat(made.status()).as(made.text()).isIn(200, 201);
    Http.Answer stocked =
        http.post(
            inventory + "/v1/stock/" + product + "/adjustments?timeout=15000",
            "{\"adjustmentId\":\"first-" + product + "\",\"delta\":1}");
    assertThat(stocked.status()).as(stocked.text()).isIn(200, 201);
  }

  private void post(String id) {
    String product = id.substring(0, id.lastIndexOf('-'));
    orders.postUntilAccepted(OrderBody.of(id, "c-bob", product, 1, "1.00"));
  }

  private String outcome(String id) {
    return orders.settled(id).field("state");
  }
}
