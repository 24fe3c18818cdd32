package dev.cascade.console.relay;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What browsers may ask of which service by way of the console; everything else is refused. */
final class AllowedRequests {

  /**
   * Letters as they stand in a path, escapes included, but none that hides a slash or a dot.
   * Possessive throughout: whoever backtracks over a long path needs a stack as long.
   */
  private static final Pattern SAFE_PATH =
      Pattern.compile(
          "/v1(?:/(?!\\.{1,2}(?:/|$))"
              + "(?:[A-Za-z0-9._~@:!$&'()*+,;=-]++|%(?!2[EeFf]|5[Cc]|00)[0-9A-Fa-f]{2})++)++");

  private static final List<String> EVERYWHERE =
      List.of(
          "GET /v1/dead-letters",
          "GET /v1/dead-letters/counts",
          "POST /v1/dead-letters/replay",
          "GET /v1/dead-letters/{id}",
          "POST /v1/dead-letters/{id}/replay",
          "POST /v1/dead-letters/{id}/discard",
          "GET /v1/lineage");

  private static final Map<String, List<String>> BY_SERVICE =
      Map.of(
          "orders",
          List.of(
              "GET /v1/orders",
              "POST /v1/orders",
              "GET /v1/orders/{id}",
              "GET /v1/orders/{id}/validated",
              "GET /v1/orders/{id}/timeline",
              "POST /v1/orders/{id}/cancel",
              "POST /v1/orders/{id}/ship",
              "GET /v1/validation-rules"),
          "payments",
          List.of(
              "POST /v1/payments",
              "GET /v1/payments/stats",
              "GET /v1/payments/throughput",
              "GET /v1/payments/{id}",
              "GET /v1/payments/{id}/completed",
              "GET /v1/payments/{id}/timeline",
              "POST /v1/payments/{id}/refunds",
              "POST /v1/payments/{id}/capture",
              "POST /v1/payments/{id}/void",
              "GET /v1/accounts",
              "POST /v1/accounts",
              "GET /v1/accounts/{id}",
              "GET /v1/accounts/{id}/statement",
              "POST /v1/accounts/{id}/freeze",
              "POST /v1/accounts/{id}/unfreeze",
              "GET /v1/control/status",
              "POST /v1/control/pause",
              "POST /v1/control/resume",
              "POST /v1/control/drain",
              "PUT /v1/control/rate",
              "GET /v1/generator",
              "POST /v1/generator",
              "DELETE /v1/generator"),
          "inventory",
          List.of(
              "GET /v1/products",
              "GET /v1/products/{id}",
              "GET /v1/stock/{id}",
              "POST /v1/stock/{id}/adjustments"),
          "fraud",
          List.of(
              "GET /v1/fraud/customers/{id}",
              "GET /v1/fraud/alerts",
              "GET /v1/fraud/reviews",
              "GET /v1/fraud/reviews/{id}",
              "POST /v1/fraud/reviews/{id}/approve",
              "POST /v1/fraud/reviews/{id}/decline"),
          "email",
          List.of(
              "GET /v1/emails",
              "GET /v1/emails/stats",
              "POST /v1/emails/{id}/resend",
              "GET /v1/state/mails/entries/{id}"));

  private AllowedRequests() {}

  /**
   * Whether it may be asked.
   *
   * @param path as it came, with its escapes
   */
  static boolean allows(String service, String method, String path) {
    return SAFE_PATH.matcher(path).matches()
        && Stream.concat(EVERYWHERE.stream(), BY_SERVICE.getOrDefault(service, List.of()).stream())
            .anyMatch(allowed -> matches(allowed, method + " " + path));
  }

  private static boolean matches(String allowed, String asked) {
    String[] wanted = allowed.split("/", -1);
    String[] given = asked.split("/", -1);
    if (wanted.length != given.length) {
      return false;
    }
    for (int part = 0; part < wanted.length; part++) {
      if (!wanted[part].equals("{id}") && !wanted[part].equals(given[part])) {
        return false;
      }
    }
    return true;
  }
}
