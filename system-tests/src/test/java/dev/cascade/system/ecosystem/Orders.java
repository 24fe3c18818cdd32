package dev.cascade.system.ecosystem;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;

/** A client of orders-service. */
public final class Orders {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Set<String> SETTLED = Set.of("CONFIRMED", "SHIPPED", "FAILED", "CANCELLED");

  private final Http http;
  private final String url;

  /** A client of the ecosystem's orders-service. */
  public Orders(Ecosystem ecosystem) {
    this(ecosystem, new Http());
  }

  /** A client with a token. */
  public Orders(Ecosystem ecosystem, Http http) {
    this.http = http;
    this.url = ecosystem.url("orders");
  }

  /** Posts the order once. */
  public Http.Answer post(OrderBody order) {
    return post(order.json());
  }

  /** Posts the body once. */
  public Http.Answer post(String json) {
    return http.post(url + "/v1/orders", json);
  }

  /** Posts as a careful client does: again and again, the same body, until it is accepted. */
  public void postUntilAccepted(OrderBody order) {
    Awaitility.await("order " + order.id() + " to be accepted")
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(200))
        .atMost(PATIENCE)
        .until(() -> isAccepted(order));
  }

  /** The order now, or as soon as it is there. */
  public Http.Answer get(String id) {
    return http.get(path(id) + "?timeout=5000");
  }

  /** The order as soon as it is decided. */
  public Http.Answer validated(String id) {
    return http.get(path(id) + "/validated?timeout=10000");
  }

  /** The order as soon as it is confirmed or ended. */
  public Http.Answer settled(String id) {
    return Awaitility.await("order " + id + " to settle")
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .atMost(PATIENCE)
        .until(() -> get(id), answer -> SETTLED.contains(answer.field("state")));
  }

  private boolean isAccepted(OrderBody order) {
    try {
      int status = http.tryPost(url + "/v1/orders", order.json()).status();
      return status == 201 || status == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private String path(String id) {
    return url + "/v1/orders/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
  }
}
