package dev.cascade.orders.domain;

/** The states that the world sees. */
public enum OrderState {
  /** Accepted; verdicts are awaited. */
  CREATED,
  /** Every required rule passed; the payment is awaited. */
  VALIDATED,
  /** Paid; shipment is awaited, or the refund when a cancellation is noted. */
  CONFIRMED,
  /** Final: the goods have left. */
  SHIPPED,
  /** Final: refused by a rule, by the payment or by time. */
  FAILED,
  /** Final: not wanted any more, and no money is kept. */
  CANCELLED;

  /** Whether nothing can follow. */
  public boolean isFinal() {
    return this == SHIPPED || this == FAILED || this == CANCELLED;
  }
}
