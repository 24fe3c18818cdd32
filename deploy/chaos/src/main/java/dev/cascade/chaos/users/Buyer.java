package dev.cascade.chaos.users;

import java.util.function.Consumer;

/** Orders; some of them cancel, and some have their order shipped once it is confirmed. */
final class Buyer {

  private static final int CUSTOMERS = 10;
  private static final int HABITS = 10;

  private final Calls calls;
  private final Tally tally;
  private final String prefix;
  private final Consumer<String> acknowledged;

  Buyer(Calls calls, Tally tally, String prefix, Consumer<String> acknowledged) {
    this.calls = calls;
    this.tally = tally;
    this.prefix = prefix;
    this.acknowledged = acknowledged;
  }

  void order(long number) {
    String id = prefix + number;
    String body = body(id, number);
    Answer written =
        Patience.until(
            Patience::isDecided, () -> calls.post("orders", "POST order", "/v1/orders", body));
    if (!written.isGood()) {
      tally.surprise("POST of order " + id + ": " + written.status() + " " + written.body());
      return;
    }
    acknowledged.accept(id);
    if (!isSeen(id, written.position())) {
      return;
    }
    switch ((int) (number % HABITS)) {
      case 1 -> ask(id, "cancel");
      case 5 -> shipOnceConfirmed(id);
      default -> {
        // Most only wait.
      }
    }
  }

  private static String body(String id, long number) {
    int habit = (int) (number % HABITS);
    String customer = habit == 7 ? "c-eve" : Integer.toString((int) (number / HABITS % CUSTOMERS));
    String product = habit == 3 ? "unicorn" : "UNDERPANTS";
    String price = habit == 3 ? "19.99" : "1.00";
    return """
    {"id":"%s","customerId":"%s","currency":"EUR",\
    "lines":[{"productId":"%s","quantity":1,"unitPrice":"%s"}]}\
    """
        .formatted(id, customer, product, price);
  }

  /** An acknowledged write is there for whoever brings its position. */
  private boolean isSeen(String id, String position) {
    String token = position.isEmpty() ? "" : "&position=" + position;
    Answer read =
        Patience.until(
            Patience::isDecided,
            () -> calls.get("orders", "GET order", "/v1/orders/" + id + "?timeout=2000" + token));
    if (!read.isGood()) {
      tally.surprise(
          "GET of acknowledged order %s with %s: %d %s"
              .formatted(id, token, read.status(), read.body()));
    }
    return read.isGood();
  }

  private void shipOnceConfirmed(String id) {
    Answer settled =
        Patience.until(
            it -> it.isGood() && !it.body().contains("\"CREATED\"") && !isValidated(it),
            () -> calls.get("orders", "GET order", "/v1/orders/" + id + "?timeout=2000"));
    if (settled.body().contains("\"state\":\"CONFIRMED\"")) {
      ask(id, "ship");
    }
  }

  private static boolean isValidated(Answer answer) {
    return answer.body().contains("\"state\":\"VALIDATED\"");
  }

  /** A wish that comes too late is refused with 409, and that is fine. */
  private void ask(String id, String wish) {
    String path = "/v1/orders/" + id + "/" + wish + "?timeout=5000";
    Answer answer =
        Patience.until(Patience::isDecided, () -> calls.post("orders", "POST " + wish, path, "{}"));
    if (!answer.isGood() && answer.status() != 409) {
      tally.surprise(wish + " of order " + id + ": " + answer.status() + " " + answer.body());
    }
  }
}
