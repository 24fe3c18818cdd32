package dev.cascade.streams.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Refuses a request whose address is no URI, such as one with {@code %zz}, before anybody tries to
 * decode it.
 */
@ApplicationScoped
class AddressCheck {

  /** Before everything that looks at paths and parameters. */
  private static final int PRIORITY = 200;

  private final ProblemWriter problems;

  AddressCheck(ProblemWriter problems) {
    this.problems = problems;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  /** Vert.x gives up on an escape in a path while it looks for a route, so before any filter. */
  void register(@Observes Router router) {
    router.errorHandler(
        400,
        request -> {
          String detail = complaint(request.request().uri()).orElse("The request is no HTTP.");
          problems.end(request, Problem.of(400, "Bad Request", detail));
        });
  }

  private void check(RoutingContext request) {
    Optional<String> complaint = complaint(request.request().uri());
    if (complaint.isPresent()) {
      problems.end(request, Problem.of(400, "Bad Request", complaint.get()));
    } else {
      request.next();
    }
  }

  /** What is wrong with the address and what to do; empty when it can be used. */
  static Optional<String> complaint(String address) {
    try {
      var unused = new URI(address);
      return Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.of(
          "The address is no URI, from character %d on: %s. Write such a character as %% and two hexadecimal digits."
              .formatted(e.getIndex() + 1, e.getReason()));
    }
  }
}
