package dev.cascade.console.relay;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Refuses a request whose address is no URI, such as one with {@code %zz}, before anybody tries to
 * decode it.
 */
@Singleton
final class AddressCheck {

  private static final int FIRST_OF_ALL = -2_000;

  void register(@Observes Router router) {
    router.route().order(FIRST_OF_ALL).handler(AddressCheck::check);
  }

  private static void check(RoutingContext routing) {
    try {
      var unused = new URI(routing.request().uri());
      routing.next();
    } catch (URISyntaxException e) {
      String detail =
          "The address is no URI, from character %d on: %s. Write such a character as %% and two hexadecimal digits."
              .formatted(e.getIndex() + 1, e.getReason());
      Answer.problem(400, "Bad Request", detail).end(routing);
    }
  }
}
