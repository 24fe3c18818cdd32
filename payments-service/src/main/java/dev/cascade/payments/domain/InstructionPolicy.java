package dev.cascade.payments.domain;

import java.util.Optional;

/** What an instruction must be by itself, before any account is asked. */
public final class InstructionPolicy {

  private static final int MAX_ID_LENGTH = 128;

  private InstructionPolicy() {}

  /** Returns why the instruction cannot be carried out whatever the accounts say. */
  public static Optional<Reason> refusal(Instruction it) {
    if (!isId(it.id()) || !isId(it.debtor()) || !isId(it.creditor())) {
      return refuse(
          "invalid-id", "An id is empty or longer than " + MAX_ID_LENGTH + " characters.");
    }
    if (it.kind().isFollowUp() != (it.originalId() != null)) {
      return refuse(
          "original-mismatch", "A capture, void or refund names its original; nothing else does.");
    }
    if (it.id().equals(it.originalId())) {
      return refuse("original-mismatch", "A payment cannot refer to itself.");
    }
    if (!Money.isCurrency(it.amount().currency())) {
      return refuse("unknown-currency", "The currency is not in ISO 4217.");
    }
    if (it.debtor().equals(it.creditor())) {
      return refuse("same-account", "The payment gives and receives on the same account.");
    }
    return amountRefusal(it.amount().minorUnits());
  }

  /** Whether the text can name a payment or an account: bounded, and without control characters. */
  public static boolean isId(String id) {
    return !id.isBlank()
        && id.length() <= MAX_ID_LENGTH
        && id.chars().noneMatch(Character::isISOControl);
  }

  private static Optional<Reason> amountRefusal(long minorUnits) {
    if (minorUnits <= 0) {
      return refuse("amount-not-positive", "The amount must be greater than zero.");
    }
    if (minorUnits > Money.MAX_PAYMENT_MINOR_UNITS) {
      return refuse("amount-too-large", "One payment moves at most 2^53 minor units.");
    }
    return Optional.empty();
  }

  private static Optional<Reason> refuse(String code, String detail) {
    return Optional.of(Reason.of(code, detail));
  }
}
