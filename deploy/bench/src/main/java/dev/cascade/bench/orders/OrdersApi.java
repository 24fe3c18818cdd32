package dev.cascade.bench.orders;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The orders service's HTTP, on one instance or on the first of several that can be reached. */
public final class OrdersApi implements AutoCloseable {

  private static final Duration CONNECT_BOUND = Duration.ofSeconds(2);
  private static final long RETRY_MILLIS = 50;

  private final List<String> baseUrls;
  private final Duration patience;
  private final Optional<String> token;
  private final HttpClient http;

  /**
   * A client.
   *
   * @param patience how long a blocking read may take
   * @param token an operator's, where the services ask for one
   */
  public OrdersApi(List<String> baseUrls, Duration patience, Optional<String> token) {
    this.baseUrls = baseUrls;
    this.patience = patience;
    this.token = token;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_BOUND)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  /**
   * Posts an order; fails unless it is accepted.
   *
   * @param traceparent the trace that it is in, as W3C's header says it; empty for none
   */
  public CompletableFuture<Void> post(String body, String traceparent) {
    return send("/v1/orders", new Content(body, traceparent))
        .thenAccept(answer -> expect("POST", 201, answer));
  }

  /** Posts an order again and again until it is accepted or was before; bounded by the patience. */
  public CompletableFuture<Void> postUntilAccepted(String body) {
    return postUntil(System.nanoTime() + patience.toNanos(), body);
  }

  private CompletableFuture<Void> postUntil(long deadline, String body) {
    return send("/v1/orders", Content.json(body))
        .thenAccept(answer -> expect("POST", answer.statusCode() == 200 ? 200 : 201, answer))
        .exceptionallyComposeAsync(
            failure ->
                System.nanoTime() > deadline
                    ? CompletableFuture.failedFuture(failure)
                    : postUntil(deadline, body),
            CompletableFuture.delayedExecutor(RETRY_MILLIS, TimeUnit.MILLISECONDS));
  }

  /** Waits until an order is decided; fails unless it is validated. */
  public CompletableFuture<Void> validated(String id) {
    String path = "/v1/orders/" + id + "/validated?timeout=" + patience.toMillis();
    return send(path, Content.NONE).thenAccept(answer -> expectSuccess("GET validated", answer));
  }

  /** Waits until an order's payment is decided; fails unless it is confirmed. */
  public CompletableFuture<Void> confirmed(String id) {
    String path = "/v1/orders/" + id + "?wait=confirmed&timeout=" + patience.toMillis();
    return send(path, Content.NONE).thenAccept(answer -> expectSuccess("GET confirmed", answer));
  }

  private static void expectSuccess(String what, HttpResponse<String> answer) {
    expect(what, 200, answer);
    if (answer.body().contains("\"FAILED\"")) {
      throw new RequestFailedException(what + ": FAILED");
    }
  }

  private static void expect(String what, int status, HttpResponse<String> answer) {
    if (answer.statusCode() != status) {
      throw new RequestFailedException(what + ": HTTP " + answer.statusCode());
    }
  }

  private CompletableFuture<HttpResponse<String>> send(String path, Content content) {
    CompletableFuture<HttpResponse<String>> answer = attempt(0, path, content);
    for (int other = 1; other < baseUrls.size(); other++) {
      int index = other;
      answer = answer.exceptionallyCompose(failure -> next(failure, index, path, content));
    }
    return answer.exceptionallyCompose(OrdersApi::named);
  }

  // Only a connection that was refused proves that nothing was done.
  private CompletableFuture<HttpResponse<String>> next(
      Throwable failure, int instance, String path, Content content) {
    return cause(failure) instanceof ConnectException
        ? attempt(instance, path, content)
        : CompletableFuture.failedFuture(failure);
  }

  private CompletableFuture<HttpResponse<String>> attempt(
      int instance, String path, Content content) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrls.get(instance) + path))
            .timeout(patience.plusSeconds(2));
    if (content.isJson()) {
      request
          .header("Content-Type", "application/json")
          .POST(BodyPublishers.ofString(content.text()));
    }
    if (!content.traceparent().isEmpty()) {
      request.header("traceparent", content.traceparent());
    }
    token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    return http.sendAsync(request.build(), BodyHandlers.ofString());
  }

  private static CompletableFuture<HttpResponse<String>> named(Throwable failure) {
    Throwable cause = cause(failure);
    return CompletableFuture.failedFuture(
        cause instanceof IOException
            ? new RequestFailedException(cause.getClass().getSimpleName())
            : cause);
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private record Content(String text, String traceparent) {

    static final Content NONE = new Content("", "");

    static Content json(String text) {
      return new Content(text, "");
    }

    boolean isJson() {
      return !text.isEmpty();
    }
  }
}
