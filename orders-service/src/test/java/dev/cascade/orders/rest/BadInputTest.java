package dev.cascade.orders.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.PlatformResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PlatformResource.class)
class BadInputTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          id         | ""
          id         | "a b"
          id         | "-starts-with-a-dash"
          id         | 1.5
          id         | null
          id         | ["1"]
          customerId | true
          customerId | "merchant"
          customerId | "world-USD"
          currency   | "XXX"
          currency   | "euro"
          currency   | 978
          quantity   | 0
          quantity   | -1
          quantity   | 1.5
          quantity   | "1"
          quantity   | 99999999999
          quantity   | 1e400
          price      | -0.01
          price      | 0.001
          price      | "1,00"
          price      | 1e400
          price      | 1e-400
          price      | "99999999999999999999"
          price      | {}
          state      | "VALIDATED"
          product    | ""
          colour     | "red"
          """)
  void eachViolationIsNamedByItsField(String field, String value) {
    String body =
        """
        {"id":"bad-1","customerId":"c-1","currency":"EUR","product":"p","quantity":1,"price":"1.00"}\
        """
            .replaceAll(",?\"" + field + "\":[^,}]*", "")
            .replace("{,", "{")
            .replaceFirst("}$", ",\"" + field + "\":" + value.replace("$", "") + "}");

    Response answer = post(body);

    assertThat(answer.statusCode()).as(body).isEqualTo(400);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.<List<String>>path("violations.field")).as(body).containsExactly(field);
  }

  @Test
  void allViolationsAreNamedAtOnce() {
    Response answer =
        post(
            """
            {"id":"%s","customerId":null,"currency":"EUR","x":1,
             "lines":[{"productId":"p","quantity":0,"unitPrice":"-1"},{"number":5},7]}\
            """
                .formatted("x".repeat(65)));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.<List<String>>path("violations.field"))
        .contains(
            "id",
            "customerId",
            "x",
            "lines[0].quantity",
            "lines[0].unitPrice",
            "lines[1].number",
            "lines[1].productId",
            "lines[1].quantity",
            "lines[1].unitPrice",
            "lines[2]");
  }

  @Test
  void aTotalThatIsTooLargeIsRefused() {
    Response answer =
        post(
            """
            {"id":"bad-1","customerId":"c-1","lines":[%s]}\
            """
                .formatted(
                    String.join(
                        ",",
                        java.util.Collections.nCopies(
                            100,
                            "{\"productId\":\"p\",\"quantity\":1000000,"
                                + "\"unitPrice\":\"9999999999\"}"))));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.<List<String>>path("violations.field")).containsExactly("lines");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "1",
        "\"x\"",
        "{}",
        "{\"id\":1,\"id\":2}",
        "{} {}",
        "\u0000",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
      })
  void whatIsNoOrderIsAProblem(String body) {
    Response answer = post(body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.contentType()).startsWith("application/problem+json");
  }

  @Test
  void aBodyOverTheLimitIs413() {
    Response answer = post("{\"id\":\"" + "x".repeat(100_000) + "\"}");

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.<String>path("detail")).contains("65536");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/orders/a b, 400",
    "/v1/orders/1?timeout=-1, 400",
    "/v1/orders/1?timeout=soon, 400",
    "/v1/orders/1?wait=shipped, 400",
    "/v1/orders?limit=1000, 400",
    "/v1/nothing, 404"
  })
  void badPathsAndParametersAreProblems(String path, int status) {
    assertThat(given().get(path).statusCode()).isEqualTo(status);
  }

  @Test
  void anotherMediaTypeOrMethodIsRefused() {
    assertThat(given().contentType("text/plain").body("x").post("/v1/orders").statusCode())
        .isEqualTo(415);
    assertThat(given().delete("/v1/orders/1").statusCode()).isEqualTo(405);
  }

  private static Response post(String body) {
    return given().contentType("application/json").body(body).post("/v1/orders");
  }
}
