package dev.cascade.streams.edge;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Says who asks, where that is known better than by an address. A bean of this type is asked. */
public interface CallerName {

  /**
   * The caller's name, the same for all of his requests; empty when he has none. Asked in the
   * thread of the connection, so it must not wait for anything.
   */
  Optional<String> of(RoutingContext request);
}
