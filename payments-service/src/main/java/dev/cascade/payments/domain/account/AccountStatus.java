package dev.cascade.payments.domain.account;

/** Whether an account takes part in payments. */
public enum AccountStatus {
  /** Gives and receives. */
  OPEN,
  /** Neither gives nor receives until it is open again. */
  FROZEN,
  /** Ended at a balance of zero. */
  CLOSED
}
