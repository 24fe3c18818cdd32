package dev.cascade.orders.domain;

/** What a validator says; ERROR means that it could not decide. */
public enum Verdict {
  /** The rule holds. */
  PASS,
  /** The rule is broken. */
  FAIL,
  /** The validator could not tell, which counts like a broken rule. */
  ERROR
}
