package dev.cascade.system;

import static dev.cascade.schemas.catalogue.Topics.ORDER_REQUESTS;
import static dev.cascade.schemas.catalogue.Topics.STOCK_ADJUSTMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.system.ecosystem.ExtraInstance;
import dev.cascade.system.ecosystem.HomeEcosystem;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.Quiet;
import dev.cascade.system.ecosystem.RawWriter;
import dev.cascade.system.history.Fact.Place;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Poison that people correct at a desk is processed, once, as if it had come so. */
@SystemTest
class CorrectedPoisonTest {

  private static final String PRODUCT = "CORRECTED";

  private final HomeEcosystem ecosystem;
  private final Http http = new Http();

  CorrectedPoisonTest(HomeEcosystem ecosystem) {
    this.ecosystem = ecosystem;
  }

  @Test
  void twoPeopleAtTwoInstancesWhoCorrectOneAdjustmentAdjustTheStockOnce() throws Exception {
    http.put(ecosystem.url("inventory") + "/v1/products/" + PRODUCT, "{\"name\":\"Corrected\"}");
    Place poison = poison(STOCK_ADJUSTMENTS, PRODUCT);
    String letter = letterAbout(poison, "inventory");

    try (ExtraInstance second = ecosystem.another("inventory", 2);
        ExecutorService people = Executors.newFixedThreadPool(2)) {
      second.start();
      CyclicBarrier together = new CyclicBarrier(2);
      List<Future<Http.Answer>> answers =
          people.invokeAll(
              List.of(
                  correction(ecosystem.url("inventory"), letter, "ann", together),
                  correction(second.url(), letter, "bob", together)));

      String winner = answers.getFirst().get().body().path("act").path("by").asText();
      for (Future<Http.Answer> answer : answers) {
        assertThat(answer.get().status()).as(answer.get().text()).isEqualTo(200);
        assertThat(answer.get().body().path("act").path("by").asText()).isEqualTo(winner);
      }
      assertThat(winner).isIn("ann", "bob");
    }
    ecosystem.awaitTakenOver("inventory", "/v1/stock/" + PRODUCT + "?timeout=1000");

    Awaitility.await("the adjustment")
        .untilAsserted(() ->
            assertThat(
                    http.get(ecosystem.url("inventory") + "/v1/stock/" + PRODUCT)
                        .body()
                        .path("onHand")
                        .asInt())
                .isEqualTo(3));
    Quiet.historyOf(ecosystem);
  }

  @Test
  void anOrderThatIsCorrectedFromTheCommandLineIsConfirmed() {
    String order = "corrected-order";
    String letter = letterAbout(poison(ORDER_REQUESTS, order), "orders");
    assertThat(ecosystem.deadLetters("list", "--service", "orders", "--state", "open"))
        .contains(letter);

    ecosystem.deadLetters(
        "replay",
        "--service",
        "orders",
        letter,
        "--by",
        "ann",
        "--why",
        "a test",
        "--value",
        """
        {"orderId":"%s","requestId":"r-1","requestedAt":"%s","request":
         {"OrderRequested":{"customerId":"c-alice","currency":"EUR","contentHash":"corrected",
          "lines":[{"number":1,"productId":"tea","quantity":1,
           "unitPrice":{"minorUnits":1820,"currency":"EUR"}}]}}}\
        """
            .formatted(order, Instant.now()));

    assertThat(new Orders(ecosystem).settled(order).field("state")).isEqualTo("CONFIRMED");
    assertThat(ecosystem.deadLetters("show", "--service", "orders", letter))
        .contains("replayed by ann", "a test");
    Quiet.historyOf(ecosystem);
  }

  private Place poison(String topic, String key) {
    try (RawWriter writer = new RawWriter(ecosystem)) {
      return writer.poison(topic, key);
    }
  }

  private String letterAbout(Place poison, String service) {
    String list = ecosystem.url(service) + "/v1/dead-letters?state=open&topic=" + poison.topic();
    return Awaitility.await("the letter about " + poison)
        .until(
            () ->
                StreamSupport.stream(http.get(list).body().path("letters").spliterator(), false)
                    .filter(letter -> isAbout(poison, letter))
                    .map(letter -> letter.path("id").asText())
                    .findFirst(),
            java.util.Optional::isPresent)
        .orElseThrow();
  }

  private static boolean isAbout(Place place, JsonNode letter) {
    return letter.path("partition").asInt() == place.partition()
        && letter.path("offset").asLong() == place.offset();
  }

  private Callable<Http.Answer> correction(
      String url, String letter, String person, CyclicBarrier together) {
    String body =
        """
        {"by":"%s","why":"the count was garbled","value":{"adjustmentId":"corrected-by-%s",
         "productId":"%s","delta":3,"reason":"count","adjustedAt":"%s"}}\
        """
            .formatted(person, person, PRODUCT, Instant.now());
    return () -> {
      together.await();
      return http.post(url + "/v1/dead-letters/" + letter + "/replay", body);
    };
  }
}
