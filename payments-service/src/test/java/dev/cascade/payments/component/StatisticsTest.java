package dev.cascade.payments.component;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.TestPlatform;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class StatisticsTest {

  private final Api api = new Api();
  private final String id = TestPlatform.shared().freshId();

  @BeforeEach
  void awaitReady() {
    api.awaitReady();
  }

  @Test
  void aGeneratedLoadIsInTheStatisticsAndNothingStaysInFlight() {
    long before = confirmed();
    assertThat(
            api.post(
                    "/v1/generator",
                    Map.of(
                        "ratePerSecond", 100,
                        "accounts", 10,
                        "skew", "ZIPF",
                        "durationSeconds", 2))
                .statusCode())
        .isEqualTo(202);

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(confirmed()).isEqualTo(before + 200));

    JsonPath progress = api.get("/v1/generator").jsonPath();
    assertThat(progress.getLong("acknowledged")).isEqualTo(200);
    await().untilAsserted(() -> assertThat(stats().getLong("inFlight.count")).isZero());
    Map<String, Object> window =
        api.get("/v1/payments/throughput?timeout=5000").jsonPath().getMap("windows[0]");
    assertThat(window)
        .containsKeys("start", "value", "minMillis", "meanMillis", "p99Millis", "largest");
    assertThat(given().get("/q/metrics").asString()).contains("payments_inflight{");
    assertThat(given().delete("/v1/generator").statusCode()).isEqualTo(204);
  }

  @Test
  void accountsAreListedPageByPage() {
    api.open("list-" + id + "-1", "0.00");
    api.open("list-" + id + "-2", "0.00");

    JsonPath page = api.get("/v1/accounts?limit=1&cursor=list-" + id + "-0").jsonPath();

    assertThat(page.getString("items[0].id")).isEqualTo("list-" + id + "-1");
    assertThat(page.getString("next")).isEqualTo("list-" + id + "-1");
  }

  /** The one item more than the limit tells the instance that gathers of a next page. */
  @Test
  void whatAnotherInstanceGathersIsNotCut() {
    api.open("part-" + id + "-1", "0.00");
    api.open("part-" + id + "-2", "0.00");

    JsonPath part =
        given()
            .header("Cascade-Partitions", "0,1")
            .get("/v1/accounts?limit=1&cursor=part-" + id + "-0")
            .jsonPath();

    assertThat(part.getList("items.id"))
        .contains("part-" + id + "-1", "part-" + id + "-2")
        .hasSizeLessThanOrEqualTo(4);
  }

  private long confirmed() {
    return stats().getLong("confirmed.count");
  }

  private JsonPath stats() {
    JsonPath all = api.get("/v1/payments/stats?timeout=5000").jsonPath();
    return all.getList("currencies").isEmpty()
        ? new JsonPath("{\"confirmed\":{\"count\":0},\"inFlight\":{\"count\":0}}")
        : all.setRootPath("currencies.find { it.currency == 'EUR' }");
  }
}
