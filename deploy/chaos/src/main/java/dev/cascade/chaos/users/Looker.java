package dev.cascade.chaos.users;

import java.util.List;

/** Reads from one service after the other what its views answer, to see whether it is there. */
final class Looker {

  private static final List<List<String>> READS =
      List.of(
          List.of("payments", "/v1/accounts/0?timeout=2000"),
          List.of("inventory", "/v1/stock/UNDERPANTS"),
          List.of("fraud", "/v1/fraud/customers/0"),
          List.of("email", "/v1/emails/stats"),
          List.of("order-details", "/q/health/ready"));

  private final Calls calls;

  Looker(Calls calls) {
    this.calls = calls;
  }

  void look(long unused) {
    READS.forEach(read -> look(read.getFirst(), read.getLast()));
  }

  private void look(String service, String path) {
    calls.get(service, "GET " + service, path);
  }
}
