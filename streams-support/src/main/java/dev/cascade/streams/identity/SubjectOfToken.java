package dev.cascade.streams.identity;

import dev.cascade.streams.edge.CallerName;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Tells callers apart by whose token they bring, so that each has a share of his own. */
@ApplicationScoped
class SubjectOfToken implements CallerName {

  @Override
  public Optional<String> of(RoutingContext request) {
    return Optional.ofNullable(CurrentCaller.of(request)).map(Caller::subject);
  }
}
