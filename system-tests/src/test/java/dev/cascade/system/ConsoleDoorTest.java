package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/** What the console lets through to the services, and from whom. */
@SystemTest
class ConsoleDoorTest {

  private static final String ORDER =
      """
      {"id":"console-forged","customerId":"c-bob","product":"book","quantity":1,"price":"24.50"}\
      """;

  private final Ecosystem ecosystem;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  ConsoleDoorTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
  }

  @Test
  void aFormOfAnotherPageChangesNothing() throws Exception {
    HttpResponse<String> answer = post("text/plain", "Accept", "*/*");

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    isNotOrdered();
  }

  @Test
  void aScriptOfAnotherPageChangesNothing() throws Exception {
    assertThat(post("application/json", "Origin", "http://evil.example").statusCode())
        .isEqualTo(403);
    assertThat(post("application/json", "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
    isNotOrdered();
  }

  @Test
  void whatNoPageNeedsIsNotPassedOn() {
    assertThat(get("/api/orders/q/metrics").status()).isEqualTo(404);
    assertThat(get("/api/orders/v1/orders/..%2f..%2fq/metrics").status()).isEqualTo(404);
    assertThat(get("/api/payments/v1/state").status()).isEqualTo(404);
  }

  @Test
  void aProblemOfAServiceComesBackAsItIs() {
    String path = "/v1/orders?limit=0";

    Http.Answer direct = new Http().get(ecosystem.url("orders") + path);
    Http.Answer relayed = get("/api/orders" + path);

    assertThat(relayed.status()).isEqualTo(400).isEqualTo(direct.status());
    assertThat(relayed.body()).isEqualTo(direct.body());
  }

  @Test
  void thePagesMayNotRunOrReachAnythingForeign() throws Exception {
    HttpResponse<String> page =
        client.send(
            HttpRequest.newBuilder(URI.create(ecosystem.consoleUrl() + "/")).build(),
            BodyHandlers.ofString());

    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.body()).doesNotContain("http://", "https://", "onclick", "style=");
  }

  private void isNotOrdered() {
    String order = ecosystem.url("orders") + "/v1/orders/console-forged?timeout=300";
    assertThat(new Http().get(order).status()).isEqualTo(404);
  }

  private Http.Answer get(String path) {
    return new Http().get(ecosystem.consoleUrl() + path);
  }

  private HttpResponse<String> post(String type, String header, String value)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(ecosystem.consoleUrl() + "/api/orders/v1/orders"))
            .header("Content-Type", type)
            .header(header, value)
            .POST(BodyPublishers.ofString(ORDER))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
