package dev.cascade.orders.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.orders.domain.Money;
import dev.cascade.orders.domain.OrderContent;
import dev.cascade.orders.domain.OrderLine;
import dev.cascade.orders.topology.OrdersLifecycle;
import dev.cascade.streams.runtime.StreamsRuntime;
import dev.cascade.testing.PlatformResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another instance takes orders under the same ids, and no view shows any of them yet. */
@QuarkusTest
@WithTestResource(PlatformResource.class)
class ConflictingOrdersTest {

  @Inject StreamsRuntime runtime;

  private final OrdersClient client = new OrdersClient();

  @BeforeEach
  void awaitReadiness() {
    client.awaitReady();
  }

  @AfterEach
  void close() {
    decideAgain();
    client.close();
  }

  @Test
  void whoComesSecondIsToldSoBeforeAnythingIsDecided() {
    String id = client.freshId();
    decideNothing();
    client.takenElsewhere(id, pieces(7));

    assertThat(client.post(order(id, 1)).statusCode()).isEqualTo(409);
    Response same = client.post(order(id, 7));
    assertThat(same.statusCode()).as(same.asString()).isEqualTo(200);
    decideAgain();

    assertThat(quantityOf(id)).isEqualTo(7);
  }

  @Test
  void whoComesFirstIsTheOrder() {
    String id = client.freshId();
    decideNothing();

    assertThat(client.post(order(id, 1)).statusCode()).isEqualTo(201);
    client.takenElsewhere(id, pieces(7));
    assertThat(client.post(order(id, 7)).statusCode()).isEqualTo(409);
    assertThat(client.post(order(id, 1)).statusCode()).isEqualTo(200);
    decideAgain();

    assertThat(quantityOf(id)).isEqualTo(1);
  }

  @Test
  void ofTwoAtTheSameMomentTheAnswerSaysWhichOneIsTheOrder() {
    Map<String, CompletableFuture<Integer>> answers = new TreeMap<>();
    Stream.generate(client::freshId)
        .limit(60)
        .forEach(id -> {
          answers.put(id, OrdersClient.meanwhile(() -> client.post(order(id, 1)).statusCode()));
          client.takenElsewhere(id, pieces(7));
        });

    answers.forEach((id, answer) -> {
      int status = answer.join();
      assertThat(status).as(id).isIn(201, 409);
      assertThat(quantityOf(id)).as(id).isEqualTo(status == 201 ? 1 : 7);
    });
  }

  private void decideNothing() {
    runtime.application(OrdersLifecycle.NAME).client().pause();
  }

  private void decideAgain() {
    runtime.application(OrdersLifecycle.NAME).client().resume();
  }

  private int quantityOf(String id) {
    return client.get("/v1/orders/" + id + "?timeout=20000").path("quantity");
  }

  private static String order(String id, int pieces) {
    return """
    {"id":"%s","customerId":"c-1","product":"JUMPERS","quantity":%d,"price":1.0}\
    """
        .formatted(id, pieces);
  }

  private static OrderContent pieces(int pieces) {
    List<OrderLine> lines = List.of(new OrderLine(1, "JUMPERS", pieces, new Money(100, "EUR")));
    return OrderContent.of("c-1", "EUR", lines, ContentHash.of("c-1", "EUR", lines));
  }
}
