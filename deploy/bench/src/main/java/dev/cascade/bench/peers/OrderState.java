package dev.cascade.bench.peers;

/** How far an order of a peer is. */
public enum OrderState {
  /** Accepted. */
  CREATED,
  /** All validators passed it. */
  VALIDATED,
  /** Paid. */
  CONFIRMED,
  /** Refused by a validator, or not paid. */
  FAILED
}
