package dev.cascade.auditor.invariants;

import java.util.Locale;

/** What is promised (DESIGN, section 7), as far as the topics tell. */
public enum Guarantee {
  /** The zero sum. */
  BALANCES_SUM_TO_ZERO("All balances of a currency sum to zero at every committed cut"),
  /** Overdraft limits. */
  OVERDRAFT_KEPT("No debit takes an account below its overdraft limit"),
  /** Chains of balances. */
  ENTRIES_FOLLOW("Each balance follows from the one before by its entry, and none is left out"),
  /** Debit before credit. */
  CREDIT_IMPLIES_DEBIT("What is credited was debited before, as much and in the same currency"),
  /** One debit, one credit, one end. */
  PAYMENTS_ONCE("A payment debits once, credits once and ends once, with the entries of its end"),
  /** Stock bounds. */
  RESERVED_WITHIN_ON_HAND("0 <= reserved <= on hand, for every product"),
  /** Stock is explained by lines. */
  STOCK_FOLLOWS_LINES("What is reserved and released is what lines of orders ask for, each once"),
  /** Ended orders. */
  ENDED_ORDERS_HOLD_NOTHING("Each line of a failed or cancelled order is told to be released"),
  /** An order's life. */
  ONE_FINAL_STATE("An order takes legal steps only, and stays in the final state that it reaches"),
  /** Deadlines. */
  DEADLINES_KEPT("No order stays in a state past the state's deadline"),
  /** Rules. */
  VALIDATED_MEANS_PASSED("VALIDATED if and only if every required rule passed"),
  /** Payments of orders. */
  CONFIRMED_MEANS_PAID("CONFIRMED only with a payment that is made"),
  /** Requests. */
  REQUESTS_REFLECTED("Every order request that was consumed is an order, or a dead letter"),
  /** Poison. */
  POISON_PUT_ASIDE("Every unreadable record is put aside once by each service that consumed it");

  private final String promise;

  Guarantee(String promise) {
    this.promise = promise;
  }

  /** The name in metrics and over HTTP, such as {@code balances-sum-to-zero}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it says, as a sentence. */
  public String promise() {
    return promise;
  }
}
