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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One order that has to be confirmed, which takes all services but email, and every topic between
 * them. One that failed, because somebody was still away at its deadline, is followed by another.
 */
final class Canary {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Stage stage;
  private final String prefix;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final List<String> accepted = new ArrayList<>();
  private String id;
  private int tries = 1;

  Canary(Stage stage, String prefix) {
    this.stage = stage;
    this.prefix = prefix;
    this.id = prefix + "-" + tries;
  }

  /** The orders that were accepted. */
  List<String> accepted() {
    return List.copyOf(accepted);
  }

  /** What keeps it from being confirmed; empty when it is. */
  Optional<String> complaint() {
    if (!accepted.contains(id) && !post()) {
      return Optional.of("order " + id + " is not accepted");
    }
    HttpRequest get = request("/v1/orders/" + id + "?timeout=1000").GET().build();
    String read = send(get).map(HttpResponse::body).orElse("not answered");
    if (is(read, "CONFIRMED")) {
      return Optional.empty();
    }
    String complaint = "order " + id + " is not confirmed: " + state(read);
    if (is(read, "FAILED") || is(read, "CANCELLED")) {
      id = prefix + "-" + ++tries;
    }
    return Optional.of(complaint);
  }

  private static boolean is(String body, String state) {
    return body.contains("\"state\":\"" + state + "\"");
  }

  private static String state(String body) {
    int at = body.indexOf("\"state\"");
    return at < 0 ? body : body.substring(at, Math.min(body.length(), at + 24));
  }

  private boolean post() {
    String body =
        """
        {"id":"%s","customerId":"0","currency":"EUR",\
        "lines":[{"productId":"UNDERPANTS","quantity":1,"unitPrice":"0.10"}]}\
        """
            .formatted(id);
    HttpRequest post =
        request("/v1/orders")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    boolean isAccepted = send(post).filter(it -> it.statusCode() / 100 == 2).isPresent();
    if (isAccepted) {
      accepted.add(id);
    }
    return isAccepted;
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
