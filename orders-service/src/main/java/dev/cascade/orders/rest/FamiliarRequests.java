package dev.cascade.orders.rest;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Turns the other ways to say something into the one that the resources know: paths without a
 * version, the position in a header, the timeout in {@code Prefer: wait}. As query parameters they
 * are kept when a read is forwarded to another instance.
 */
class FamiliarRequests {

  private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=\"?(\\d{1,6})\"?");
  private static final Pattern UNVERSIONED = Pattern.compile("/orders(/.*)?");
  private static final Pattern DECIDED = Pattern.compile("/orders/validated/([^/]+)");

  @ServerRequestFilter(preMatching = true)
  void adapt(ContainerRequestContext request) {
    String path = request.getUriInfo().getRequestUri().getRawPath();
    boolean unversioned = UNVERSIONED.matcher(path).matches();
    String position = missing(request, PositionToken.HEADER, PositionToken.PARAMETER);
    String prefer = missing(request, "Prefer", "timeout");
    if (!unversioned && position == null && prefer == null) {
      return;
    }
    UriBuilder adapted = request.getUriInfo().getRequestUriBuilder();
    if (unversioned) {
      adaptPath(path, adapted);
    }
    if (position != null) {
      adapted.queryParam(PositionToken.PARAMETER, encoded(position));
    }
    if (prefer != null) {
      copyWait(prefer, adapted);
    }
    request.setRequestUri(adapted.build());
  }

  private static void adaptPath(String path, UriBuilder adapted) {
    Matcher decided = DECIDED.matcher(path);
    if (decided.matches()) {
      adapted.replacePath("/v1/orders/" + decided.group(1) + "/validated");
    } else {
      adapted.replacePath("/v1" + path);
    }
  }

  private static void copyWait(String prefer, UriBuilder adapted) {
    Matcher wait = WAIT.matcher(prefer);
    if (wait.find()) {
      adapted.queryParam("timeout", Long.parseLong(wait.group(1)) * 1_000);
    }
  }

  /** The header, when the parameter that says the same is not there. */
  private static @Nullable String missing(
      ContainerRequestContext request, String header, String parameter) {
    return request.getUriInfo().getQueryParameters().containsKey(parameter)
        ? null
        : request.getHeaderString(header);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
