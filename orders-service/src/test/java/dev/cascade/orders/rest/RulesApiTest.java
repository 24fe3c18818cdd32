package dev.cascade.orders.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.Verdict;
import dev.cascade.testing.PlatformResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformResource.class)
class RulesApiTest {

  private final OrdersClient client = new OrdersClient();

  @BeforeEach
  void awaitReadiness() {
    client.awaitReady();
  }

  @AfterEach
  void asBefore() {
    given().delete("/v1/validation-rules/sanctions");
    put("fraud", "{\"deadlineMillis\":30000}");
    client.close();
  }

  @Test
  void theBuiltInRulesAreListed() {
    assertThat(client.get("/v1/validation-rules").<List<String>>path("items.name"))
        .contains("order-details", "fraud", "inventory");
    assertThat(client.get("/v1/validation-rules/inventory").<Boolean>path("perLine")).isTrue();
    assertThat(client.get("/v1/validation-rules/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void aFourthValidatorCountsForOrdersThatAreCreatedAfterItsRule() {
    assertThat(put("sanctions", "{\"deadlineMillis\":20000}").statusCode()).isEqualTo(200);
    String id = client.taken();
    client.allPass(id, 1);
    assertThat(client.get("/v1/orders/" + id + "/validated?timeout=500").statusCode())
        .isEqualTo(504);

    client.verdict(id, "sanctions", null, Verdict.PASS);

    Response answer = client.get("/v1/orders/" + id + "/validated?timeout=10000");
    assertThat(answer.<String>path("state")).isEqualTo("VALIDATED");
    assertThat(answer.<List<String>>path("requiredRules")).contains("sanctions");
  }

  @Test
  void aRuleWhoseValidatorIsDownFailsTheOrderAtItsDeadline() {
    put("sanctions", "{\"deadlineMillis\":300}");
    String id = client.taken();
    client.allPass(id, 1);

    Response answer = client.get("/v1/orders/" + id + "/validated?timeout=10000");

    assertThat(answer.<String>path("state")).isEqualTo("FAILED");
    assertThat(answer.<List<String>>path("reasons.source")).containsExactly("sanctions");
    assertThat(answer.<List<String>>path("reasons.code")).containsExactly("no-verdict");
  }

  @Test
  void aBuiltInRuleThatIsRemovedStaysAndCountsNoMore() {
    assertThat(given().delete("/v1/validation-rules/fraud").statusCode()).isEqualTo(204);
    assertThat(client.get("/v1/validation-rules/fraud").<Boolean>path("active")).isFalse();
    String id = client.taken();

    client.verdict(id, "order-details", null, Verdict.PASS);
    client.verdict(id, "inventory", 1, Verdict.PASS);

    assertThat(client.get("/v1/orders/" + id + "/validated?timeout=10000").<String>path("state"))
        .isEqualTo("VALIDATED");
  }

  @Test
  void aBadRuleIsRefusedNamingEachViolation() {
    Response answer =
        put("sanctions", "{\"name\":\"other\",\"active\":1,\"deadlineMillis\":0,\"x\":1}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.<List<String>>path("violations.field"))
        .containsExactlyInAnyOrder("name", "active", "deadlineMillis", "x");
  }

  private static Response put(String name, String body) {
    return given()
        .contentType("application/json")
        .body(body)
        .put("/v1/validation-rules/" + name + "?timeout=10000");
  }
}
