package dev.cascade.chaos.users;

import java.util.function.Consumer;

/** Pays from one account to another, and repeats every fifth payment although it was accepted. */
final class Payer {

  private static final int ACCOUNTS = 10;
  private static final int REPEATED = 5;

  private final Calls calls;
  private final Tally tally;
  private final String prefix;
  private final Consumer<String> acknowledged;

  Payer(Calls calls, Tally tally, String prefix, Consumer<String> acknowledged) {
    this.calls = calls;
    this.tally = tally;
    this.prefix = prefix;
    this.acknowledged = acknowledged;
  }

  void pay(long number) {
    String id = prefix + number;
    int debtor = (int) (number % ACCOUNTS);
    // Not always the same neighbour, so that money goes between all partitions.
    int creditor = (int) ((debtor + 1 + number / ACCOUNTS % (ACCOUNTS - 1)) % ACCOUNTS);
    String body =
        """
        {"id":"%s","debtorAccount":"%d","creditorAccount":"%d","amount":"%d.00","currency":"EUR"}\
        """
            .formatted(id, debtor, creditor, 1 + number % 9);
    Answer answer = Patience.until(Patience::isDecided, () -> post(body));
    if (!answer.isGood()) {
      tally.surprise("POST of payment " + id + ": " + answer.status() + " " + answer.body());
      return;
    }
    acknowledged.accept(id);
    if (number % REPEATED == 0) {
      post(body);
    }
  }

  private Answer post(String body) {
    return calls.post("payments", "POST payment", "/v1/payments", body);
  }
}
