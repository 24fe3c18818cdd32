package dev.cascade.payments.component;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.WindowedStateContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class WindowedStatisticsTest extends WindowedStateContract {

  private static final int ENOUGH_FOR_MANY_KEYS = 30;

  private final Api api = new Api();
  private final String id = TestPlatform.shared().freshId();

  @Override
  protected String baseUrl() {
    return "http://localhost:" + RestAssured.port;
  }

  @Override
  protected String store() {
    return "throughput-windows";
  }

  @Override
  protected void fill() {
    api.awaitReady();
    api.open("w-" + id, "0.00");
    for (int i = 0; i < ENOUGH_FOR_MANY_KEYS; i++) {
      assertThat(api.pay("w-" + i + "-" + id, "world", "w-" + id, "0.01").statusCode())
          .isEqualTo(202);
    }
    for (int i = 0; i < ENOUGH_FOR_MANY_KEYS; i++) {
      String payment = "w-" + i + "-" + id;
      await("confirmation")
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> assertThat(api.completed(payment).getString("state")).isEqualTo("CONFIRMED"));
    }
  }

  @Test
  void aTotalIsReadByItsKeyWhereverItLies() {
    fill();

    List<String> keys =
        api.get("/v1/state/flows?keysOnly=true&limit=1000&timeout=5000")
            .jsonPath()
            .getList("items.key");

    assertThat(keys).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    for (String key : keys) {
      assertThat(
              given()
                  .get("/v1/state/flows/entries/{key}?timeout=5000", key)
                  .jsonPath()
                  .getString("key"))
          .isEqualTo(key);
    }
  }
}
