package dev.cascade.payments.domain;

/** What a payment instruction asks for. */
public enum PaymentKind {
  /** Move money from the debtor to the creditor. */
  TRANSFER,
  /** Hold money of the debtor for a later capture. */
  AUTHORISATION,
  /** Move money that an authorisation holds. */
  CAPTURE,
  /** Let go of what an authorisation holds. */
  VOID,
  /** Move money of a completed payment back. */
  REFUND;

  /** Whether the instruction only makes sense together with an earlier one. */
  public boolean isFollowUp() {
    return this == CAPTURE || this == VOID || this == REFUND;
  }
}
