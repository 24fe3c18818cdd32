package dev.cascade.streams.identity;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * The caller of the HTTP request that is being answered. To be asked where the request comes in,
 * and handed on from there: what runs later has no request.
 */
@ApplicationScoped
public class CurrentCaller {

  private static final String KEY = "cascade.caller";

  private final IdentitySettings settings;
  private final RoutingContext request;

  CurrentCaller(IdentitySettings settings, RoutingContext request) {
    this.settings = settings;
    this.request = request;
  }

  /** Whether callers have to say who they are. */
  boolean areAsked() {
    return settings.enabled();
  }

  /**
   * Who calls, as far as his roles let him see on this route; {@link Caller#ANYBODY} where nobody
   * is asked.
   */
  public Caller get() {
    if (!settings.enabled()) {
      return Caller.ANYBODY;
    }
    Caller caller = of(request);
    if (caller == null) {
      throw new IllegalStateException("A request came in without having been asked who it is of");
    }
    return caller;
  }

  static @Nullable Caller of(RoutingContext request) {
    return request.get(KEY);
  }

  static void set(RoutingContext request, Caller caller) {
    request.put(KEY, caller);
  }
}
