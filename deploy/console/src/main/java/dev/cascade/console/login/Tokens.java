package dev.cascade.console.login;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a user's token is kept: in a cookie that scripts cannot read and that no other site's
 * request brings along. Programs send it in the header instead.
 */
public final class Tokens {

  private static final String BEARER = "bearer ";

  private Tokens() {}

  /** The token that came with the request. */
  public static Optional<String> of(HttpServerRequest request) {
    String header = request.getHeader("Authorization");
    if (header != null) {
      return header.toLowerCase(Locale.ROOT).startsWith(BEARER)
          ? Optional.of(header.substring(BEARER.length()).strip())
          : Optional.empty();
    }
    return Optional.ofNullable(request.getCookie(name(request))).map(Cookie::getValue);
  }

  /** Keeps it until the browser is closed. */
  static Cookie kept(HttpServerRequest request, String token) {
    return Cookie.cookie(name(request), token)
        .setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT)
        .setSecure(request.isSSL())
        .setPath("/");
  }

  /** Keeps it no longer. */
  static Cookie forgotten(HttpServerRequest request) {
    return kept(request, "").setMaxAge(0);
  }

  /** Browsers do not tell the ports of a machine apart, and several consoles may be on one. */
  private static String name(HttpServerRequest request) {
    return "cascade-token-" + request.localAddress().port();
  }
}
