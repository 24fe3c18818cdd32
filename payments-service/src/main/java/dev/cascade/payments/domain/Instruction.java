package dev.cascade.payments.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was asked; it stays the same through all states of the payment.
 *
 * @param id payment id, chosen by whoever asks; a repeated one has no effect
 * @param kind what is asked
 * @param originalId the payment that a capture, void or refund refers to, null for others
 * @param orderId the order that is paid or undone, null when there is none
 * @param debtor account that gives
 * @param creditor account that receives
 * @param amount what is moved
 * @param submittedAt when it was asked
 */
public record Instruction(
    String id,
    PaymentKind kind,
    @Nullable String originalId,
    @Nullable String orderId,
    String debtor,
    String creditor,
    Money amount,
    Instant submittedAt) {

  /**
   * The payment whose ledger decides this instruction: the original for a follow-up, else itself. A
   * payment that could not be has no ledger.
   */
  public String ledgerId() {
    return kind.isFollowUp() && originalId != null && InstructionPolicy.isId(originalId)
        ? originalId
        : id;
  }

  /** Whether both ask for the same thing, whenever they were asked. */
  public boolean asksTheSameAs(Instruction other) {
    return equals(
        new Instruction(
            other.id,
            other.kind,
            other.originalId,
            other.orderId,
            other.debtor,
            other.creditor,
            other.amount,
            submittedAt));
  }

  Instruction between(String newDebtor, String newCreditor, Money newAmount) {
    return new Instruction(
        id, kind, originalId, orderId, newDebtor, newCreditor, newAmount, submittedAt);
  }

  /** Returns this follow-up with the accounts of its original and the given amount. */
  public Instruction following(Instruction original, Money newAmount) {
    return kind == PaymentKind.REFUND
        ? between(original.creditor, original.debtor, newAmount)
        : between(original.debtor, original.creditor, newAmount);
  }
}
