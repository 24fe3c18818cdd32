package dev.cascade.console.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedRequestsTest {

  @ParameterizedTest
  @CsvSource({
    "orders, GET, /v1/orders",
    "orders, POST, /v1/orders/a%20b/cancel",
    "orders, GET, /v1/orders/%C3%A4:1",
    "fraud, GET, /v1/dead-letters/counts",
    "fraud, POST, /v1/fraud/reviews/a%20b/decline",
    "email, POST, /v1/dead-letters/0-12/replay",
    "payments, PUT, /v1/control/rate",
    "payments, DELETE, /v1/generator"
  })
  void whatThePagesNeedIsPassedOn(String service, String method, String path) {
    assertThat(AllowedRequests.allows(service, method, path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "%20", "x%C3%A4"})
  void aPathMayBeAsLongAsAnyServerTakes(String part) {
    String id = part.repeat(60_000);

    assertThat(AllowedRequests.allows("orders", "GET", "/v1/orders/" + id)).isTrue();
    assertThat(AllowedRequests.allows("orders", "GET", "/v1/orders/" + id + "%00")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "orders, GET, /q/metrics",
    "orders, DELETE, /v1/orders/1",
    "orders, PUT, /v1/validation-rules/fraud",
    "fraud, POST, /v1/orders",
    "nobody, GET, /v1/orders",
    "payments, POST, /v1/accounts/a/close",
    "payments, GET, /v1/control/status/x"
  })
  void everythingElseIsNot(String service, String method, String path) {
    assertThat(AllowedRequests.allows(service, method, path)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/orders/..",
        "/v1/orders/.",
        "/v1/orders/%2e%2e",
        "/v1/orders/%2E",
        "/v1/orders/a%2Fvalidated",
        "/v1/orders/a%5Cb",
        "/v1/orders/a%00",
        "/v1/orders/",
        "/v1/orders/a b",
        "/v1/orders/a%zz",
        "/v1/orders/a\r\nX: y"
      })
  void aPathThatHidesAnotherIsRefused(String path) {
    assertThat(AllowedRequests.allows("orders", "GET", path)).isFalse();
  }

  @Test
  void anOrdinaryDotIsNoTrick() {
    assertThat(AllowedRequests.allows("orders", "GET", "/v1/orders/1.5")).isTrue();
  }
}
