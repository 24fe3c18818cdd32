package dev.cascade.payments.domain;

import dev.cascade.payments.domain.account.TransitAccount;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an instruction must be by itself, before any account is asked. */
public final class InstructionPolicy {

  private static final int MAX_ID_LENGTH = 128;

  private InstructionPolicy() {}

  /**
   * Returns why nothing of the instruction may be kept, not even that it was refused: a text in it
   * may be of any length, or its id is another payment's.
   */
  public static Optional<Reason> malformation(Instruction it) {
    if (!hasIds(it)) {
      return refuse(
          "invalid-id",
          "An id has 1 to " + MAX_ID_LENGTH + " characters and no control characters.");
    }
    if (!Money.isCurrency(it.amount().currency())) {
      return refuse("unknown-currency", "The currency is not in ISO 4217.");
    }
    return OrderFact.isReserved(it.id()) && !isOfItsOrder(it)
        ? refuse("reserved-id", "Only the payment of an order has such an id.")
        : Optional.empty();
  }

  private static boolean hasIds(Instruction it) {
    return isId(it.id())
        && isId(it.debtor())
        && isId(it.creditor())
        && isIdOrAbsent(it.originalId())
        && isIdOrAbsent(it.orderId());
  }

  private static boolean isIdOrAbsent(@Nullable String id) {
    return id == null || isId(id);
  }

  private static boolean isOfItsOrder(Instruction it) {
    String order = it.orderId();
    return order != null
        && (it.id().equals(OrderFact.paymentId(order))
            || it.id().equals(OrderFact.refundId(order)));
  }

  /** Returns why the instruction cannot be carried out whatever the accounts say. */
  public static Optional<Reason> refusal(Instruction it) {
    return malformation(it).or(() -> contradiction(it));
  }

  private static Optional<Reason> contradiction(Instruction it) {
    if (it.kind().isFollowUp() != (it.originalId() != null)) {
      return refuse(
          "original-mismatch", "A capture, void or refund names its original; nothing else does.");
    }
    if (it.id().equals(it.originalId())) {
      return refuse("original-mismatch", "A payment cannot refer to itself.");
    }
    if (TransitAccount.isOne(it.debtor()) || TransitAccount.isOne(it.creditor())) {
      return refuse("transit-account", "Nobody pays from or to a transit account.");
    }
    if (it.debtor().equals(it.creditor())) {
      return refuse("same-account", "The payment gives and receives on the same account.");
    }
    return amountRefusal(it.amount().minorUnits());
  }

  /**
   * Whether the text can name a payment or an account: bounded, without control characters, the
   * same after it was written in UTF-8, and no step to another folder in a path.
   */
  public static boolean isId(String id) {
    return !id.isBlank()
        && id.length() <= MAX_ID_LENGTH
        && !id.equals(".")
        && !id.equals("..")
        && id.codePoints().noneMatch(InstructionPolicy::isUnspeakable);
  }

  /** Half of a surrogate pair is a code point by itself only where its other half is missing. */
  private static boolean isUnspeakable(int codePoint) {
    return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
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
