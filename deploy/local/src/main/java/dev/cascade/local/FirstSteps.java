package dev.cascade.local;

import dev.cascade.local.run.HomeSettings;
import dev.cascade.local.run.Installation;

/** What to try once everything runs. */
final class FirstSteps {

  private FirstSteps() {}

  static String of(Installation installation) {
    return installation.secrets().exist()
        ? secured(installation)
        : open(installation) + aboutCustomers(installation);
  }

  private static String aboutCustomers(Installation installation) {
    return HomeSettings.of(installation.home()).wantsConnect()
        ? """

        Customers are in a database, and what changes there is in their topic at once:
          ./cascade db "UPDATE customers SET level = 'PLATINUM' WHERE id = 'c-bob'"
          ./cascade db "SELECT state, count(*), sum(total) FROM report_orders GROUP BY state"
        """
        : "";
  }

  private static String secured(Installation installation) {
    return """
    The services ask who comes. A token for an hour; --minutes says otherwise:
      TOKEN=$(./cascade token --role customer --subject c-alice)
      curl -s -H "Authorization: Bearer $TOKEN" -X POST %1$s/v1/orders -H 'Content-Type: application/json' \\
        -d '{"id":"my-1","customerId":"c-alice","currency":"EUR","lines":[{"productId":"ipad","quantity":1,"unitPrice":"499.00"}]}'
      curl -s -H "Authorization: Bearer $TOKEN" '%1$s/v1/orders/my-1/validated?timeout=5000'
      curl -s -H "Authorization: Bearer $TOKEN" %2$s/v1/accounts/c-alice

    Open %3$s for the console, and give it the token of an operator or auditor:
      ./cascade token --role operator

      ./cascade demo          the guided tour: orders that succeed and orders that fail
      ./cascade tail orders   the log of all orders, as it grows
      ./cascade status        each part; ./cascade logs PART shows what it says
      ./cascade down          stops everything, the data stays

    Who may do what: docs/OPERATING.md, "Who may do what over HTTP"
    """
        .formatted(installation.url(8081), installation.url(8082), installation.url(8080));
  }

  private static String open(Installation installation) {
    return """
    Open %7$s for the console: what runs, orders, payments, control. Or try:
      curl -s -X POST %1$s/v1/orders -H 'Content-Type: application/json' \\
        -d '{"id":"my-1","customerId":"c-alice","currency":"EUR","lines":[{"productId":"ipad","quantity":1,"unitPrice":"499.00"}]}'
      curl -s '%1$s/v1/orders/my-1/validated?timeout=5000'
      curl -s %2$s/v1/stock/ipad
      curl -s %3$s/v1/accounts/c-alice
      curl -s %4$s/api/user/alice@example.org/messages/INBOX/

      ./cascade demo          the guided tour: orders that succeed and orders that fail
      ./cascade tail orders   the log of all orders, as it grows
      ./cascade status        each part; ./cascade logs PART shows what it says
      ./cascade down          stops everything, the data stays

    API: %1$s/q/swagger-ui (orders), and the same on ports %5$d to %6$d for the other services
    """
        .formatted(
            installation.url(8081),
            installation.url(8083),
            installation.url(8082),
            installation.url(3080),
            installation.port(8082),
            installation.port(8086),
            installation.url(8080));
  }
}
