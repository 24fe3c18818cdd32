package dev.cascade.console.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginRouteTest {

  @ParameterizedTest
  @CsvSource({
    "GET, /",
    "GET, /index.html",
    "GET, /style.css",
    "GET, /js/app.js",
    "GET, /js/pages/flow.js",
    "GET, /vendor/uPlot.min.css",
    "HEAD, /",
    "GET, /q/health/ready",
    "POST, /v1/traces"
  })
  void thePagesAndWhatSaysNothingAreOpen(String method, String path) {
    assertThat(LoginRoute.isOpen(method, path)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/live",
    "GET, /api/traces",
    "GET, /v1/traces",
    "GET, /v1/invariants",
    "GET, /api/orders/v1/orders",
    "POST, /api/payments/v1/control/pause",
    "POST, /",
    "DELETE, /js/app.js",
    "GET, //api/live",
    "GET, /js/../api/live",
    "GET, /js/..%2fapi/live",
    "GET, /js/%2e%2e/api/live",
    "GET, /js/./../api/live",
    "GET, /vendor/;/api/live",
    "GET, /q/metrics",
    "GET, /q/dev",
    "GET, /anything"
  })
  void everythingElseIsForThoseWhoSaidWhoTheyAre(String method, String path) {
    assertThat(LoginRoute.isOpen(method, path)).isFalse();
  }
}
