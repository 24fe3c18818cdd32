package dev.cascade.console.relay;

import dev.cascade.console.config.ConsoleSettings;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets only the console's own pages change anything. Three things are asked for: the console is
 * reached under a name of its own (else a page's name was made to point here), the request does not
 * come from another origin, and it says that it carries JSON (which no form can). Spans come from
 * services and from no page: they are protobuf, which no form can carry either.
 */
@Singleton
final class OwnPagesOnly {

  private static final int BEFORE_ALL_OTHERS = -1_000;

  private static final Pattern JSON =
      Pattern.compile("application/json *(;.*)?", Pattern.CASE_INSENSITIVE);

  private static final String SPANS = "POST /v1/traces";
  private static final String PROTOBUF = "application/x-protobuf";

  private final List<String> hosts;

  @Inject
  OwnPagesOnly(ConsoleSettings settings) {
    this(settings.hosts());
  }

  OwnPagesOnly(List<String> hosts) {
    this.hosts = List.copyOf(hosts);
  }

  void register(@Observes Router router) {
    router.route().order(BEFORE_ALL_OTHERS).handler(this::check);
  }

  private void check(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    String problem =
        problem(request.method().name(), request.path(), name -> header(request, name));
    if (problem.isEmpty()) {
      routing.next();
      return;
    }
    Answer.problem(403, "Forbidden", problem).end(routing);
  }

  /** HTTP/2 has an authority in the place of the host; the JDK's client asks for it. */
  private static @Nullable String header(HttpServerRequest request, String name) {
    String value = request.getHeader(name);
    return value == null && name.equals("Host") && request.authority() != null
        ? request.authority().toString()
        : value;
  }

  /** Why the request is refused; empty where it is not. */
  String problem(String method, String path, Headers headers) {
    String host = headers.get("Host");
    if (host == null || !hosts.contains(name(host))) {
      return "The console does not answer under this name; cascade.console.hosts lists its names.";
    }
    if (method.equals("GET") || method.equals("HEAD")) {
      return "";
    }
    return (method + " " + path).equals(SPANS)
        ? problemOfSpans(headers)
        : problemOfAChange(host, headers);
  }

  private static String problemOfSpans(Headers headers) {
    boolean ofAPage = headers.get("Origin") != null || headers.get("Sec-Fetch-Site") != null;
    return !ofAPage && PROTOBUF.equals(headers.get("Content-Type"))
        ? ""
        : "Spans come from services, as " + PROTOBUF + ".";
  }

  private static String problemOfAChange(String host, Headers headers) {
    String site = headers.get("Sec-Fetch-Site");
    String origin = headers.get("Origin");
    boolean isOurs =
        (site == null || site.equals("same-origin"))
            && (origin == null || host.equalsIgnoreCase(authority(origin)));
    if (!isOurs) {
      return "Only the console's own pages may ask for changes.";
    }
    String type = headers.get("Content-Type");
    return type != null && JSON.matcher(type).matches()
        ? ""
        : "A request for a change has to have the content type application/json.";
  }

  /** A request's headers. */
  interface Headers {
    /** The first of that name. */
    @Nullable String get(String name);
  }

  private static String name(String host) {
    return host.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
  }

  private static String authority(String origin) {
    try {
      return String.valueOf(URI.create(origin).getAuthority());
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
