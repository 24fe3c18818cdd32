package dev.cascade.chaos.verdict;

import dev.cascade.chaos.stage.Stage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * One order that has to be confirmed, which takes all services but email, and every topic between
 * them.
 */
final class Canary {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Stage stage;
  private final String id;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private boolean accepted;

  Canary(Stage stage, String id) {
    this.stage = stage;
    this.id = id;
  }

  String id() {
    return id;
  }

  boolean isAccepted() {
    return accepted;
  }

  /** What keeps it from being confirmed; empty when it is. */
  Optional<String> complaint() {
    if (!accepted && !post()) {
      return Optional.of("order " + id + " is not accepted");
    }
    HttpRequest get = request("/v1/orders/" + id + "?timeout=1000").GET().build();
    String read = send(get).map(HttpResponse::body).orElse("not answered");
    return read.contains("\"state\":\"CONFIRMED\"")
        ? Optional.empty()
        : Optional.of("order " + id + " is not confirmed: " + state(read));
  }

  private static String state(String body) {
    int at = body.indexOf("\"state\"");
    return at < 0 ? body : body.substring(at, Math.min(body.length(), at + 24));
  }

  private boolean post() {
    String body =
        """
        {"id":"%s","customerId":"0","currency":"EUR",\
        "lines":[{"productId":"UNDERPANTS","quantity":1,"unitPrice":"0.10"}]}"""
            .formatted(id);
    HttpRequest post =
        request("/v1/orders")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    accepted = send(post).map(it -> it.statusCode() / 100 == 2).orElse(false);
    return accepted;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(stage.url("orders") + path)).timeout(PATIENCE);
  }

  private Optional<HttpResponse<String>> send(HttpRequest request) {
    try {
      return Optional.of(client.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
