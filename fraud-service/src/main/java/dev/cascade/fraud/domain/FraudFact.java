package dev.cascade.fraud.domain;

import java.time.Instant;
import java.util.Optional;

/** What is made known after an event. */
public sealed interface FraudFact {

  /**
   * The verdict on an order.
   *
   * @param excess why it was refused; empty for a pass
   */
  record Judged(String orderId, Optional<Excess> excess, Instant decidedAt) implements FraudFact {}

  /** An alert. */
  record Alerted(FraudAlert alert) implements FraudFact {}

  /** A customer's spending changed; the report is empty when there is nothing left to know. */
  record Spent(Optional<SpendingReport> report) implements FraudFact {}
}
