package dev.cascade.payments;

import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.Money;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.PaymentKind;
import java.time.Instant;

/** Instructions for tests. */
public final class Instructions {

  public static final Instant NOW = Instant.parse("2030-01-01T10:00:00Z");

  private Instructions() {}

  public static Money euros(long minorUnits) {
    return new Money(minorUnits, "EUR");
  }

  public static Instruction transfer(String id, String debtor, String creditor, long minorUnits) {
    return new Instruction(
        id, PaymentKind.TRANSFER, null, null, debtor, creditor, euros(minorUnits), NOW);
  }

  public static Instruction authorisation(
      String id, String debtor, String creditor, long minorUnits) {
    return new Instruction(
        id, PaymentKind.AUTHORISATION, null, null, debtor, creditor, euros(minorUnits), NOW);
  }

  public static Instruction followUp(
      PaymentKind kind, String id, String original, long minorUnits) {
    return new Instruction(
        id, kind, original, null, "any-debtor", "any-creditor", euros(minorUnits), NOW);
  }

  public static Instruction refund(String id, String original, long minorUnits) {
    return followUp(PaymentKind.REFUND, id, original, minorUnits);
  }

  public static Payment.Incoming incoming(Instruction instruction) {
    return new Payment.Incoming(instruction);
  }
}
