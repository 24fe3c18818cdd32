package dev.cascade.system.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** Draws requests, from good to impossible. */
final class RequestGrammar {

  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE");
  private static final List<String> SEGMENTS =
      List.of(
          "fuzz-1",
          "fuzz-2",
          "%zz",
          "%",
          "%0",
          "%00",
          "%2e%2e%2f",
          "..",
          "%C3%28",
          "%F0%9F%9B%92",
          "a%20b",
          "a|b",
          "{id}",
          "-1",
          "0-17",
          "99999999999999999999",
          "x".repeat(65),
          "x".repeat(3_000),
          "x".repeat(9_000),
          ";a=b",
          "%",
          "a\u00e9");
  private static final List<String> VALUES =
      List.of(
          "",
          "1",
          "0",
          "-1",
          "50",
          "abc",
          "%zz",
          "%",
          "1e9",
          "9223372036854775808",
          "99999999999999999999999",
          "NaN",
          "true",
          "validated",
          "2030-01-01T00:00:00Z",
          "+999999999-12-31T23:59:59Z",
          "-999999999-01-01T00:00:00Z",
          "PT1H",
          "x".repeat(2_000),
          "%F0%9F%9B%92",
          "a&b=c",
          "[1]",
          "\\");
  private static final int MOST_SHOWN = 200;
  private static final Pattern TIMEOUT = Pattern.compile("\\?timeout=[0-9]+");
  private static final String UNHURRIED = "?timeout=10000";
  private static final Pattern NAME = Pattern.compile("\\{[^}]*}");

  private final Random random;
  private final JsonGrammar json;

  RequestGrammar(Random random, List<String> fields) {
    this.random = random;
    this.json = new JsonGrammar(random, fields);
  }

  /**
   * A request.
   *
   * @param method in capital letters
   * @param path with names in braces, as they were before they were filled in
   * @param head from its first line on, without the empty line at the end
   */
  record Drawn(String method, String path, String head, byte[] body) {

    /** Its first line, cut where it is long. */
    String line() {
      String line = head.lines().findFirst().orElse("");
      return line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) + "..." : line;
    }

    boolean isHead() {
      return method.equals("HEAD");
    }

    byte[] bytes() {
      byte[] start = (head + "\r\n").getBytes(UTF_8);
      byte[] all = Arrays.copyOf(start, start.length + body.length);
      System.arraycopy(body, 0, all, start.length, body.length);
      return all;
    }

    /** The same request of a caller who has time. */
    Drawn unhurried() {
      return new Drawn(method, path, TIMEOUT.matcher(head).replaceFirst(UNHURRIED), body);
    }
  }

  /** A request for the operation, or for something near it. */
  Drawn request(Operation operation, String host) {
    String method = random.nextInt(10) == 0 ? oneOf(METHODS) : operation.method();
    boolean read = method.equals("GET") || method.equals("HEAD");
    String path = operation.path();
    if (!read && !method.equals(operation.method())) {
      path = "/v1/fuzz/{id}";
    }
    String line = method + " " + filled(path) + query(operation) + " HTTP/1.1";
    byte[] body = read ? new byte[0] : json.body();
    StringBuilder head = new StringBuilder(line).append("\r\n");
    head.append("Host: ").append(host).append("\r\nConnection: close\r\n");
    if (!read) {
      head.append("Content-Type: ")
          .append(
              random.nextInt(10) == 0
                  ? oneOf(List.of("text/plain", "application/xml", "a", "", "*/*"))
                  : "application/json")
          .append("\r\nContent-Length: ")
          .append(body.length)
          .append("\r\n");
    }
    headers(head);
    return new Drawn(method, path, head.toString(), body);
  }

  private String filled(String path) {
    return NAME.matcher(path)
        .replaceAll(_ -> java.util.regex.Matcher.quoteReplacement(oneOf(SEGMENTS)));
  }

  /** Mostly with a short timeout: what is not there is waited for. */
  private String query(Operation operation) {
    StringBuilder query = new StringBuilder("?timeout=").append(random.nextInt(50));
    while (random.nextInt(3) > 0) {
      String name =
          operation.parameters().isEmpty() || random.nextInt(5) == 0
              ? oneOf(List.of("x", "limit", "cursor", "position", "%zz", "wait", "from"))
              : oneOf(operation.parameters());
      if (!name.equals("timeout") || random.nextInt(20) == 0) {
        query.append('&').append(name).append('=').append(oneOf(VALUES));
      }
    }
    return query.toString();
  }

  private void headers(StringBuilder head) {
    while (random.nextInt(3) == 0) {
      String name =
          oneOf(
              List.of(
                  "Accept",
                  "Prefer",
                  "Cascade-Position",
                  "Idempotency-Key",
                  "traceparent",
                  "Cascade-Forwarded",
                  "Accept-Language",
                  "If-Match",
                  "X-Anything"));
      head.append(name)
          .append(": ")
          .append(
              oneOf(
                  List.of(
                      "",
                      "1",
                      "application/json",
                      "text/html",
                      "wait=1",
                      "wait=99999999999",
                      "b3JkZXJzOjE6eDp5Onox",
                      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                      "00-zz-zz-zz",
                      "\u00e9\u5c71",
                      "x".repeat(300),
                      "x".repeat(20_000))))
          .append("\r\n");
    }
  }

  private <T> T oneOf(List<T> options) {
    return options.get(random.nextInt(options.size()));
  }
}
