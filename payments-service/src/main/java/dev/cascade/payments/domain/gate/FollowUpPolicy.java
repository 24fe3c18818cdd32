package dev.cascade.payments.domain.gate;

import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.Money;
import dev.cascade.payments.domain.Reason;
import dev.cascade.payments.domain.gate.Ledger.Status;

/** Which captures, voids and refunds a payment allows, once its end is known. */
final class FollowUpPolicy {

  sealed interface Judgement {}

  /** Allowed, with the accounts of the original. */
  record Allowed(Instruction instruction) implements Judgement {}

  record Refused(Reason reason) implements Judgement {}

  private FollowUpPolicy() {}

  static Judgement judge(Ledger ledger, Instruction asked) {
    Instruction original = ledger.original();
    if (original == null) {
      return refused("unknown-payment", "No such payment was seen.");
    }
    if (!asked.amount().currency().equals(original.amount().currency())) {
      return refused("currency-mismatch", "The original payment has another currency.");
    }
    return switch (asked.kind()) {
      case REFUND -> refund(ledger, original, asked);
      case CAPTURE -> capture(ledger, original, asked);
      case VOID ->
          isHeld(ledger)
              ? new Allowed(asked.following(original, original.amount()))
              : refused("nothing-held", "The payment holds nothing.");
      case TRANSFER, AUTHORISATION ->
          refused("original-mismatch", "Only a capture, void or refund refers to a payment.");
    };
  }

  private static Judgement refund(Ledger ledger, Instruction original, Instruction asked) {
    long refundable = ledger.refundableMinorUnits();
    if (ledger.status() != Status.PAID || refundable == 0) {
      return refused("nothing-to-refund", "The payment has nothing left to refund.");
    }
    // An order's undo gives back what is left, whatever was refunded by hand before.
    long amount =
        asked.orderId() == null
            ? asked.amount().minorUnits()
            : Math.min(asked.amount().minorUnits(), refundable);
    if (amount > refundable) {
      return refused("refund-exceeds-paid", "More would be refunded than was paid.");
    }
    return new Allowed(asked.following(original, asked.amount().withMinorUnits(amount)));
  }

  private static Judgement capture(Ledger ledger, Instruction original, Instruction asked) {
    if (!isHeld(ledger)) {
      return refused("nothing-held", "The payment holds nothing.");
    }
    Money amount = asked.amount();
    return amount.minorUnits() > original.amount().minorUnits()
        ? refused("capture-exceeds-hold", "More would be captured than is held.")
        : new Allowed(asked.following(original, amount));
  }

  private static boolean isHeld(Ledger ledger) {
    return ledger.status() == Status.HELD && !ledger.isBeingCapturedOrVoided();
  }

  private static Judgement refused(String code, String detail) {
    return new Refused(Reason.of(code, detail));
  }
}
