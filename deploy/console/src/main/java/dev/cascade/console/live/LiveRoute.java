package dev.cascade.console.live;

import dev.cascade.console.login.OwnToken;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Objects;

/** {@code GET /api/live}: what happens, as server-sent events. */
@Singleton
final class LiveRoute {

  private static final long HEARTBEAT_MILLIS = 10_000;
  private static final long LONGEST_MILLIS = 300_000;

  private final Hub hub;
  private final Vertx vertx;
  private final OwnToken own;

  LiveRoute(Hub hub, Vertx vertx, OwnToken own) {
    this.hub = hub;
    this.vertx = vertx;
    this.own = own;
  }

  void register(@Observes Router router) {
    router.get("/api/live").handler(this::open);
    vertx.setPeriodic(HEARTBEAT_MILLIS, _ -> hub.heartbeat());
  }

  /** A browser comes again by itself, and is asked again for a token that is still good. */
  private void endInTime(RoutingContext request) {
    if (own.isNeeded()) {
      long end = vertx.setTimer(LONGEST_MILLIS, _ -> end(request));
      request.addEndHandler(_ -> vertx.cancelTimer(end));
    }
  }

  private static void end(RoutingContext request) {
    if (!request.response().ended() && !request.response().closed()) {
      request.response().end();
    }
  }

  private void open(RoutingContext request) {
    if (hub.isFull()) {
      request
          .response()
          .setStatusCode(503)
          .putHeader("Retry-After", "5")
          .putHeader("Content-Type", "application/problem+json")
          .end(
              """
              {"type":"about:blank","title":"Service Unavailable","status":503,\
              "detail":"As many browsers as the console serves are connected."}\
              """);
      return;
    }
    endInTime(request);
    Browser browser = new Browser(vertx.getOrCreateContext(), request.response(), hub::snapshot);
    // Its end and its close: of a response that has ended, Vert.x tells no close any more.
    request.addEndHandler(_ -> hub.leave(browser));
    hub.join(browser, Objects.requireNonNullElse(request.request().getHeader("Last-Event-ID"), ""));
  }
}
