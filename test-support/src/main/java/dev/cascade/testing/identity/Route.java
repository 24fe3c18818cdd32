package dev.cascade.testing.identity;

import java.util.List;

/**
 * A route of a service.
 *
 * @param path as the resource declares it
 */
record Route(String method, String path) {

  static List<Route> all() {
    return Routes.onTheClassPath().stream().map(Route::of).toList();
  }

  private static Route of(String route) {
    return new Route(
        route.substring(0, route.indexOf(' ')), route.substring(route.indexOf(' ') + 1));
  }

  /** A path that a request can have, which waits for nothing. */
  String example() {
    return path.replaceAll("\\{[^}]*}", "x") + "?timeout=0";
  }
}
