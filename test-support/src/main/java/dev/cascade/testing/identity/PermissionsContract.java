package dev.cascade.testing.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What every service's table of routes and roles is like. It needs no running service; a service
 * inherits it and shows its table.
 */
public abstract class PermissionsContract {

  private static final Set<String> KNOWN =
      Set.of("customer", "merchant", "operator", "auditor", "anybody");

  /** The routes that the table lists, those of the library included. */
  protected abstract Set<String> listed();

  /** The roles that the table names for a route, without how far they see. */
  protected abstract Set<String> roles(String method, String path);

  @Test
  void everyRouteHasItsRoles() {
    Set<String> forgotten = new TreeSet<>(Routes.onTheClassPath());
    forgotten.removeAll(listed());

    assertThat(forgotten).as("routes that nobody may use, since the table forgot them").isEmpty();
  }

  @Test
  void everyRoleIsForARouteThatIsThere() {
    Set<String> gone = new TreeSet<>(listed());
    gone.removeAll(Routes.onTheClassPath());

    assertThat(gone).as("routes in the table that no resource answers").isEmpty();
  }

  @Test
  void onlyKnownRolesAreNamed() {
    listed()
        .forEach(
            route -> assertThat(KNOWN).as(route).containsAll(roles(method(route), path(route))));
  }

  @Test
  void anAuditorReadsEverythingAndChangesNothing() {
    listed()
        .forEach(route -> {
          Set<String> roles = roles(method(route), path(route));
          boolean may = roles.contains("auditor") || roles.contains("anybody");
          assertThat(may).as(route).isEqualTo(method(route).equals("GET"));
        });
  }

  private static String method(String route) {
    return route.substring(0, route.indexOf(' '));
  }

  private static String path(String route) {
    return route.substring(route.indexOf(' ') + 1);
  }
}
