package dev.cascade.streams.edge;

import io.vertx.ext.web.RoutingContext;

/** What Quarkus serves of its own: health, metrics, the description of the API. */
public final class QuarkusPages {

  private static final String ROOT = "/q/";

  private QuarkusPages() {}

  /** Whether the request is for one of them, by the path that it is routed by. */
  public static boolean have(RoutingContext request) {
    return request.normalizedPath().startsWith(ROOT);
  }
}
