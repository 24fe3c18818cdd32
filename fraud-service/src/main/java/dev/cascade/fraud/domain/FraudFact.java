package dev.cascade.fraud.domain;

import java.time.Instant;
import java.util.Optional;

/** What is made known after an event. */
public sealed interface FraudFact {

  /**
   * The verdict on an order.
   *
   * @param verdict what is said of it
   */
  record Judged(String orderId, Verdict verdict, Instant decidedAt) implements FraudFact {}

  /** An alert. */
  record Alerted(FraudAlert alert) implements FraudFact {}

  /** A review began or ended; empty when it is forgotten. */
  record Reviewed(Optional<Review> review) implements FraudFact {}

  /** What a reviewer did, and when it had its effect. */
  record Audited(ReviewDecision decision, Instant at) implements FraudFact {}

  /** A customer's spending changed; the report is empty when there is nothing left to know. */
  record Spent(Optional<SpendingReport> report) implements FraudFact {}
}
