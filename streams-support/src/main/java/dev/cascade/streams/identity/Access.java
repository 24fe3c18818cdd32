package dev.cascade.streams.identity;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which role may do what, route by route. What is not listed is nobody's. A service produces its
 * table as a bean; {@link #SHARED} is the one of the routes that every service has.
 *
 * <p>It is text, so that it reads like a table: method, path as the resource declares it, then who
 * may: {@code role}, {@code role:own} (only what belongs to his id), or {@code anybody} (whoever
 * has a good token). Lines that begin with {@code #}, and empty ones, are remarks.
 */
public final class Access {

  private static final Pattern METHOD = Pattern.compile("GET|POST|PUT|DELETE|PATCH");
  private static final Pattern GRANT = Pattern.compile("[a-z][a-z-]*(:own)?");
  private static final String OWN = ":own";
  private static final String ANYBODY = "anybody";

  /** Routes that this library gives to every service. */
  public static final Access SHARED =
      Access.of(
          """
          # The desk of dead letters: what it shows is raw, what it replays moves goods and money.
          GET  /v1/dead-letters              operator auditor
          GET  /v1/dead-letters/counts       operator auditor
          GET  /v1/dead-letters/{id}         operator auditor
          POST /v1/dead-letters/replay       operator
          POST /v1/dead-letters/{id}/replay  operator
          POST /v1/dead-letters/{id}/discard operator
          # Everything that the stores hold, of whomever.
          GET  /v1/state                     operator auditor
          GET  /v1/state/{store}             operator auditor
          GET  /v1/state/{store}/entries/{key} operator auditor
          GET  /v1/state/{store}/windows     operator auditor
          GET  /v1/lineage                   operator auditor
          GET  /v1/identity                  anybody
          """);

  private final Map<String, Map<String, Grant>> byRoute;

  /** How much of a route somebody may use. */
  public enum Grant {
    /** Nothing. */
    NONE,
    /** What belongs to him. */
    OWN,
    /** All of it. */
    ALL
  }

  private Access(Map<String, Map<String, Grant>> byRoute) {
    this.byRoute = byRoute;
  }

  /**
   * Reads a table.
   *
   * @throws IllegalArgumentException when a line is not as it should be, or a route is there twice
   */
  public static Access of(String table) {
    Map<String, Map<String, Grant>> routes = new LinkedHashMap<>();
    for (String line : table.lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      List<String> words = List.of(line.split("\\s+"));
      if (words.size() < 3
          || !METHOD.matcher(words.get(0)).matches()
          || !words.get(1).startsWith("/")) {
        throw new IllegalArgumentException("Not METHOD /path role...: " + line);
      }
      String route = words.get(0) + " " + words.get(1);
      if (routes.put(route, grants(line, words.subList(2, words.size()))) != null) {
        throw new IllegalArgumentException("Listed twice: " + route);
      }
    }
    return new Access(routes);
  }

  private static Map<String, Grant> grants(String line, List<String> words) {
    Map<String, Grant> grants = new HashMap<>();
    for (String word : words) {
      if (!GRANT.matcher(word).matches()) {
        throw new IllegalArgumentException("Not a role: " + word + " in " + line);
      }
      boolean own = word.endsWith(OWN);
      String role = own ? word.substring(0, word.length() - OWN.length()) : word;
      if (grants.put(role, own ? Grant.OWN : Grant.ALL) != null) {
        throw new IllegalArgumentException("Named twice: " + role + " in " + line);
      }
    }
    return grants;
  }

  /** Both tables in one. */
  public Access and(Access other) {
    Map<String, Map<String, Grant>> both = new LinkedHashMap<>(byRoute);
    other.byRoute.forEach((route, grants) -> {
      if (both.put(route, grants) != null) {
        throw new IllegalArgumentException("Listed twice: " + route);
      }
    });
    return new Access(both);
  }

  /**
   * What somebody with a good token may do; the best that one of his roles gives him.
   *
   * @param method of HTTP; HEAD is GET
   * @param path as the resource declares it, such as {@code /v1/things/{id}}
   */
  public Grant grant(String method, String path, Set<String> roles) {
    Map<String, Grant> grants = byRoute.getOrDefault(route(method, path), Map.of());
    Grant best = grants.getOrDefault(ANYBODY, Grant.NONE);
    for (String role : roles) {
      Grant given = role.equals(ANYBODY) ? Grant.NONE : grants.getOrDefault(role, Grant.NONE);
      best = given.compareTo(best) > 0 ? given : best;
    }
    return best;
  }

  /** Who may use the route at all, for a message; empty when it is nobody's. */
  public Set<String> roles(String method, String path) {
    return new TreeSet<>(byRoute.getOrDefault(route(method, path), Map.of()).keySet());
  }

  /** All routes, such as {@code GET /v1/things/{id}}. */
  public Set<String> routes() {
    return Set.copyOf(byRoute.keySet());
  }

  private static String route(String method, String path) {
    return (method.equals("HEAD") ? "GET" : method) + " " + path;
  }
}
