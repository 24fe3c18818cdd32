package dev.cascade.bench.peers;

import java.util.List;

/**
 * What a design promises, in a sentence each.
 *
 * @param duplicates what a repeated POST or record does
 * @param lost what can get lost
 * @param reads whether a caller reads what it wrote
 * @param release what becomes of the stock of an order that fails
 * @param payment what is paid, and how
 * @param kill what a killed process leaves
 */
public record Guarantees(
    String duplicates, String lost, String reads, String release, String payment, String kill) {

  /** Cascade's own, see docs/RELIABILITY.md. */
  public static final Guarantees CASCADE =
      new Guarantees(
          "a POST is known by its id; each step takes effect exactly once; a mail may go out twice",
          "nothing of what was answered 201, while a broker in sync stays up: Kafka does not flush",
          "yes, on any instance, by position",
          "when the order fails, is cancelled or expires",
          "authorised, debited and credited in a ledger that sums to zero; mail after it",
          "all: transactions are completed or undone, stores restored from the log");

  /** A line each. */
  public List<String> lines() {
    return List.of(
        "duplicates: " + duplicates,
        "lost effects: " + lost,
        "read your writes: " + reads,
        "reservations: " + release,
        "payment: " + payment,
        "after a kill: " + kill);
  }
}
