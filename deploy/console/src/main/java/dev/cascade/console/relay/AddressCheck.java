package dev.cascade.console.relay;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Refuses a request whose address is no URI, such as one with {@code %zz}, before anybody tries to
 * decode it.
 */
@Singleton
final class AddressCheck {

  private static final int FIRST_OF_ALL = -2_000;

  /** Vert.x gives up on an escape in a path while it looks for a route, so before any handler. */
  void register(@Observes Router router) {
    router.route().order(FIRST_OF_ALL).handler(AddressCheck::check);
    router.errorHandler(
        400, routing -> refusal(routing, complaint(routing).orElse("The request is no HTTP.")));
  }

  private static void check(RoutingContext routing) {
    complaint(routing).ifPresentOrElse(detail -> refusal(routing, detail), routing::next);
  }

  private static Optional<String> complaint(RoutingContext routing) {
    try {
      var unused = new URI(routing.request().uri());
      return Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.of(
          "The address is no URI, from character %d on: %s. Write such a character as %% and two hexadecimal digits."
              .formatted(e.getIndex() + 1, e.getReason()));
    }
  }

  private static void refusal(RoutingContext routing, String detail) {
    Answer.problem(400, "Bad Request", detail).end(routing);
  }
}
