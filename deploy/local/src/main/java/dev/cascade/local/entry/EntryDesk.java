package dev.cascade.local.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Where the entry is told what to serve. {@code GET /} answers what it serves, as a map of {@link
 * SeenDoor}; {@code PUT /SERVICE} with a {@link Door} changes that, for those who have the key.
 */
final class EntryDesk implements HttpHandler {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern SERVICE = Pattern.compile("/([a-z-]{1,64})");
  private static final Pattern ADDRESS = Pattern.compile("[^\\s/:]+:[0-9]{1,5}");

  private final Entry entry;
  private final byte[] authorization;

  EntryDesk(Entry entry, String key) {
    this.entry = entry;
    this.authorization = ("Bearer " + key).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    var service = SERVICE.matcher(exchange.getRequestPath());
    if (exchange.getRequestMethod().equals(Methods.GET) && exchange.getRequestPath().equals("/")) {
      answer(exchange, StatusCodes.OK, entry.seen());
    } else if (!exchange.getRequestMethod().equals(Methods.PUT) || !service.matches()) {
      refuse(exchange, StatusCodes.NOT_FOUND, "There is GET / and PUT /SERVICE.");
    } else if (!hasKey(exchange)) {
      refuse(exchange, StatusCodes.UNAUTHORIZED, "The key is in the home, in run/entry.key.");
    } else {
      exchange
          .getRequestReceiver()
          .receiveFullString(
              (received, body) -> serve(received, service.group(1), body), StandardCharsets.UTF_8);
    }
  }

  private boolean hasKey(HttpServerExchange exchange) {
    String given = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
    return given != null
        && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), authorization);
  }

  private void serve(HttpServerExchange exchange, String service, String body) {
    try {
      Door door = JSON.readValue(body, Door.class);
      if (!door.instances().stream().allMatch(it -> ADDRESS.matcher(it).matches())) {
        throw new IllegalArgumentException("instances must be HOST:PORT");
      }
      entry.serve(service, door);
      answer(exchange, StatusCodes.OK, entry.seen());
    } catch (JsonProcessingException | IllegalArgumentException e) {
      refuse(exchange, StatusCodes.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  private static void refuse(HttpServerExchange exchange, int status, String detail) {
    exchange.setStatusCode(status);
    problem(exchange, detail);
  }

  /** A problem document (RFC 9457) with the status that the exchange has. */
  static void problem(HttpServerExchange exchange, String detail) {
    Map<String, Object> problem = new TreeMap<>();
    problem.put("type", "about:blank");
    problem.put("title", StatusCodes.getReason(exchange.getStatusCode()));
    problem.put("status", exchange.getStatusCode());
    problem.put("detail", detail);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/problem+json");
    exchange.getResponseSender().send(text(problem));
  }

  private static void answer(HttpServerExchange exchange, int status, Object body) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    exchange.getResponseSender().send(text(body));
  }

  private static String text(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
