package dev.cascade.console.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What a service answered, or what is answered in its place when it did not.
 *
 * @param status HTTP status
 * @param headers those that are passed on
 * @param body the text as it came
 */
public record Answer(int status, Map<String, String> headers, String body) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int UNAVAILABLE = 503;
  private static final String RETRY_AFTER_SECONDS = "1";

  /** A problem document (RFC 9457) of the console's own; with 503 it says when to ask again. */
  public static Answer problem(int status, String title, String detail) {
    String document =
        JSON.createObjectNode()
            .put("type", "about:blank")
            .put("title", title)
            .put("status", status)
            .put("detail", detail)
            .toString();
    Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/problem+json"));
    if (status == UNAVAILABLE) {
      headers.put("Retry-After", RETRY_AFTER_SECONDS);
    }
    return new Answer(status, Map.copyOf(headers), document);
  }

  /** Ends a request with it, where there is no REST yet. */
  public void end(RoutingContext routing) {
    routing.response().setStatusCode(status);
    headers.forEach((name, value) -> routing.response().putHeader(name, value));
    routing.response().end(Buffer.buffer(body));
  }

  /** The body as JSON; missing where it is none. */
  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }

  /** The detail of a problem document; empty where it is none. */
  String detail() {
    return json().path("detail").asText("");
  }
}
