package dev.cascade.auditor.rest;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.cascade.schemas.StockLevel;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** The auditor in an application: started by it, seen over HTTP and in its metrics. */
@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class InvariantsHttpTest {

  private final TestPlatform platform = TestPlatform.shared();

  @Test
  void aBreachIsSeenOverHttpAndInTheMetrics() {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            get("/v1/invariants")
                .then()
                .statusCode(200)
                .body("auditor", equalTo("LIVE"))
                .body("invariants", hasSize(14)));
    String product = "bad-" + platform.freshId();

    RecordMetadata record;
    try (TopicWriter writer = platform.writer()) {
      record = writer.send(Topics.STOCK_LEVELS, product, overReserved(product));
    }

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            get("/v1/invariants")
                .then()
                .body("holds", equalTo(false))
                .body("breaches.subject", hasItem(product))
                .body(
                    "breaches.find { it.invariant == 'reserved-within-on-hand' && it.subject == '"
                        + product
                        + "' }.offset",
                    equalTo((int) record.offset())));
    assertThat(get("/q/metrics").asString())
        .containsPattern("cascade_invariant_broken\\{.*reserved-within-on-hand.*} [1-9]")
        .containsPattern("cascade_auditor_live(\\{.*})? 1");
  }

  private static StockLevel overReserved(String product) {
    return StockLevel.newBuilder()
        .setProductId(product)
        .setOnHand(1)
        .setReserved(2)
        .setVersion(1)
        .setUpdatedAt(Instant.now())
        .build();
  }
}
