package dev.cascade.console.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnPagesOnlyTest {

  private static final Map<String, String> OWN =
      Map.of(
          "Host", "localhost:8080",
          "Origin", "http://localhost:8080",
          "Sec-Fetch-Site", "same-origin",
          "Content-Type", "application/json");

  private final OwnPagesOnly rule = new OwnPagesOnly(List.of("localhost", "127.0.0.1", "[::1]"));

  @Test
  void aPageOfTheConsoleMayAskForChanges() {
    assertThat(problem("POST", OWN::get)).isEmpty();
    assertThat(problem("POST", with("Content-Type", "Application/JSON; charset=utf-8")::get))
        .isEmpty();
  }

  @Test
  void aProgramWithoutAPageMayToo() {
    Map<String, String> curl = Map.of("Host", "127.0.0.1:8080", "Content-Type", "application/json");

    assertThat(problem("DELETE", curl::get)).isEmpty();
  }

  @Test
  void anotherOriginMayNot() {
    assertThat(problem("POST", with("Origin", "http://evil.example")::get)).isNotEmpty();
    assertThat(problem("POST", with("Origin", "http://localhost:9999")::get)).isNotEmpty();
    assertThat(problem("POST", with("Origin", "null")::get)).isNotEmpty();
    assertThat(problem("POST", with("Sec-Fetch-Site", "cross-site")::get)).isNotEmpty();
    assertThat(problem("POST", with("Sec-Fetch-Site", "same-site")::get)).isNotEmpty();
  }

  @Test
  void aFormCannotPassForAPage() {
    assertThat(problem("POST", with("Content-Type", "text/plain")::get)).isNotEmpty();
    assertThat(problem("POST", with("Content-Type", "application/jsonp")::get)).isNotEmpty();
    assertThat(problem("DELETE", Map.of("Host", "localhost")::get)).isNotEmpty();
  }

  @Test
  void aNameThatWasMadeToPointHereSeesNothing() {
    assertThat(problem("GET", with("Host", "evil.example:8080")::get)).isNotEmpty();
    assertThat(problem("GET", Map.<String, String>of()::get)).isNotEmpty();
    assertThat(problem("GET", with("Host", "[::1]:8080")::get)).isEmpty();
  }

  @Test
  void spansComeFromServicesAndFromNoPage() {
    Map<String, String> service =
        Map.of("Host", "127.0.0.1:8080", "Content-Type", "application/x-protobuf");

    assertThat(rule.problem("POST", "/v1/traces", service::get)).isEmpty();
    assertThat(rule.problem("POST", "/v1/traces", OWN::get)).isNotEmpty();
    assertThat(
            rule.problem("POST", "/v1/traces", with("Content-Type", "application/x-protobuf")::get))
        .isNotEmpty();
    assertThat(rule.problem("POST", "/api/orders/v1/orders", service::get)).isNotEmpty();
    assertThat(rule.problem("PUT", "/v1/traces", service::get)).isNotEmpty();
  }

  private String problem(String method, OwnPagesOnly.Headers headers) {
    return rule.problem(method, "/api/orders/v1/orders", headers);
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> headers = new java.util.HashMap<>(OWN);
    headers.put(name, value);
    return headers;
  }
}
