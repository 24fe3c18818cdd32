package dev.cascade.bench.peers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Posts and reads orders as the driver does. */
public final class PeerCaller implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 20_000;

  private final String url;
  private final HttpClient http = HttpClient.newHttpClient();

  public PeerCaller(String url) {
    this.url = url;
  }

  /** The status of the answer. */
  public int post(String id, String product, int quantity, String price) {
    String body =
        """
        {"id":"%s","customerId":"c-%s","currency":"EUR",
         "lines":[{"productId":"%s","quantity":%d,"unitPrice":"%s"}]}
        """
            .formatted(id, id, product, quantity, price);
    return send(HttpRequest.newBuilder(URI.create(url + "/v1/orders"))
            .POST(BodyPublishers.ofString(body)))
        .statusCode();
  }

  /** The state in which the order is answered by {@code GET .../validated}. */
  public OrderState validated(String id) {
    return state(id + "/validated?timeout=" + TIMEOUT_MILLIS);
  }

  /** The state in which it ends. */
  public OrderState confirmed(String id) {
    return state(id + "?wait=confirmed&timeout=" + TIMEOUT_MILLIS);
  }

  private OrderState state(String path) {
    HttpResponse<byte[]> answer =
        send(HttpRequest.newBuilder(URI.create(url + "/v1/orders/" + path)));
    if (answer.statusCode() != 200) {
      throw new AssertionError("HTTP " + answer.statusCode() + " for " + path);
    }
    return Json.read(answer.body(), PeerOrder.class).state();
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
