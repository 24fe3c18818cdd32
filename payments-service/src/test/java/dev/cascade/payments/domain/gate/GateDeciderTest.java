package dev.cascade.payments.domain.gate;

import static dev.cascade.payments.Instructions.NOW;
import static dev.cascade.payments.Instructions.authorisation;
import static dev.cascade.payments.Instructions.euros;
import static dev.cascade.payments.Instructions.followUp;
import static dev.cascade.payments.Instructions.refund;
import static dev.cascade.payments.Instructions.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.Money;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.PaymentKind;
import dev.cascade.payments.domain.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateDeciderTest extends OneLedger {

  @Test
  void anIdEntersOnceWhateverCameOfIt() {
    assertThat(submitted(transfer("p", "a", "b", 5))).hasOnlyElementsOfType(Payment.Debit.class);
    assertThat(submitted(transfer("p", "a", "b", 5))).isEmpty();
    ended(debit(transfer("p", "a", "b", 5)).fail(Reason.of("no-funds", "Too little."), NOW));

    assertThat(submitted(transfer("p", "a", "b", 5))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, amount-not-positive", "-1, amount-not-positive"})
  void anAmountThatMovesNothingIsRejected(long amount, String code) {
    assertThat(reason(submitted(transfer("p", "a", "b", amount)))).isEqualTo(code);
  }

  @Test
  void refundsTogetherNeverExceedWhatWasPaid() {
    paid(500);

    assertThat(submitted(refund("r1", "p", 300))).hasOnlyElementsOfType(Payment.Debit.class);
    assertThat(reason(submitted(refund("r2", "p", 201)))).isEqualTo("refund-exceeds-paid");
    assertThat(submitted(refund("r3", "p", 200))).hasOnlyElementsOfType(Payment.Debit.class);
    assertThat(reason(submitted(refund("r4", "p", 1)))).isEqualTo("nothing-to-refund");
  }

  @Test
  void aRefundThatFailedMayBeAskedForAgain() {
    paid(500);
    Payment.Debit refund = (Payment.Debit) submitted(refund("r1", "p", 500)).getFirst();
    ended(refund.fail(Reason.of("no-funds", "Too little."), NOW));

    assertThat(submitted(refund("r1", "p", 500))).isEmpty();
    assertThat(submitted(refund("r2", "p", 500))).hasOnlyElementsOfType(Payment.Debit.class);
  }

  @Test
  void aRefundGoesTheOtherWayWhateverItSays() {
    paid(500);

    Instruction refund = submitted(refund("r", "p", 1)).getFirst().instruction();

    assertThat(refund.debtor()).isEqualTo("b");
    assertThat(refund.creditor()).isEqualTo("a");
  }

  @Test
  void aRefundOfWhatWasRefusedIsRejectedOnceTheEndIsKnown() {
    submitted(transfer("p", "a", "b", 500));
    assertThat(submitted(refund("r", "p", 500))).isEmpty();

    List<Payment.Gated> outputs =
        ended(debit(transfer("p", "a", "b", 500)).fail(Reason.of("no-funds", "Too little."), NOW));

    assertThat(reason(outputs)).isEqualTo("nothing-to-refund");
  }

  @Test
  void anAuthorisationIsCapturedOrVoidedOnce() {
    Instruction hold = authorisation("p", "a", "b", 500);
    submitted(hold);
    ended(debit(hold).authorised(NOW));

    assertThat(reason(submitted(followUp(PaymentKind.CAPTURE, "c0", "p", 501))))
        .isEqualTo("capture-exceeds-hold");
    assertThat(submitted(followUp(PaymentKind.CAPTURE, "c1", "p", 500)))
        .hasOnlyElementsOfType(Payment.Debit.class);
    assertThat(reason(submitted(followUp(PaymentKind.VOID, "v", "p", 500))))
        .isEqualTo("nothing-held");
  }

  @Test
  void onlyWhatWasCapturedCanBeRefunded() {
    Instruction hold = authorisation("p", "a", "b", 500);
    submitted(hold);
    ended(debit(hold).authorised(NOW));
    Payment.Debit capture =
        (Payment.Debit) submitted(followUp(PaymentKind.CAPTURE, "c", "p", 300)).getFirst();
    ended(capture.debited(NOW).credited(NOW));

    assertThat(reason(submitted(refund("r1", "p", 301)))).isEqualTo("refund-exceeds-paid");
    assertThat(submitted(refund("r2", "p", 300))).hasOnlyElementsOfType(Payment.Debit.class);
  }

  @Test
  void anOrderThatIsUndoneBeforeItsPaymentCameRefusesThePayment() {
    submitted(undoOfOrder());

    assertThat(reason(submitted(ofOrder()))).isEqualTo("order-undone");
  }

  @Test
  void aStrangersPaymentUnderTheIdOfAnOrdersIsRefusedAndTakesNoPlace() {
    List<Payment.Gated> refused = submitted(transfer("order-7", "stranger", "b", 1));
    assertThat(reason(refused)).isEqualTo("reserved-id");
    assertThat(ledger).isNull();

    assertThat(submitted(ofOrder())).hasOnlyElementsOfType(Payment.Debit.class).hasSize(1);
    ended((Payment.Rejected) refused.getFirst());
    ended(debit(ofOrder()).debited(NOW).credited(NOW));

    assertThat(submitted(undoOfOrder())).hasOnlyElementsOfType(Payment.Debit.class).hasSize(1);
  }

  @Test
  void aStrangersPaymentUnderTheIdOfAnOrdersThatIsKnownIsDropped() {
    submitted(ofOrder());

    assertThat(submitted(transfer("order-7", "stranger", "b", 1))).isEmpty();
  }

  @Test
  void aRefundByHandDoesNotTakeThePlaceOfAnOrdersUndo() {
    submitted(ofOrder());
    ended(debit(ofOrder()).debited(NOW).credited(NOW));
    List<Payment.Gated> refused = submitted(refund("refund-7", "order-7", 1));
    assertThat(reason(refused)).isEqualTo("reserved-id");

    Payment.Debit undo = (Payment.Debit) submitted(undoOfOrder()).getFirst();
    ended((Payment.Rejected) refused.getFirst());
    ended(undo.debited(NOW).credited(NOW));

    assertThat(undo.instruction().amount()).isEqualTo(euros(5));
    assertThat(reason(submitted(refund("r", "order-7", 1)))).isEqualTo("nothing-to-refund");
  }

  @Test
  void anOrderUnderTheIdOfAnEarlierOneIsRefusedAndThatOnesPaymentStays() {
    Instruction later = ofOrder(NOW.plus(Duration.ofDays(8)));
    submitted(ofOrder());
    assertThat(submitted(later)).as("while the first is under way").isEmpty();
    ended(debit(ofOrder()).debited(NOW).credited(NOW));

    assertThat(submitted(ofOrder())).as("the same again").isEmpty();
    assertThat(reason(submitted(later))).isEqualTo("id-reused");
    assertThat(submitted(later)).as("the later one again").isEmpty();
    assertThat(submitted(undoOfOrder())).as("the later order's undo").isEmpty();
    assertThat(submitted(refund("r", "order-7", 5))).hasOnlyElementsOfType(Payment.Debit.class);
  }

  @Test
  void refundsByHandDoNotTakeTheRoomOfAnOrdersUndo() {
    submitted(ofOrder());
    ended(debit(ofOrder()).debited(NOW).credited(NOW));
    for (int i = 0; i < Ledger.MAX_FOLLOW_UPS; i++) {
      assertThat(reason(submitted(refund("r" + i, "order-7", 6)))).isEqualTo("refund-exceeds-paid");
    }

    assertThat(reason(submitted(refund("more", "order-7", 1)))).isEqualTo("too-many-follow-ups");
    assertThat(submitted(undoOfOrder())).hasOnlyElementsOfType(Payment.Debit.class).hasSize(1);
    assertThat(submitted(undoOfOrder())).isEmpty();
  }

  @Test
  void anOrdersPaymentIsRefundedByHandUnderAnotherId() {
    submitted(ofOrder());
    ended(debit(ofOrder()).debited(NOW).credited(NOW));

    assertThat(submitted(refund("r", "order-7", 2))).hasOnlyElementsOfType(Payment.Debit.class);
  }

  @Test
  void nothingIsKeptOfWhatMayBeOfAnyLength() {
    String endless = "x".repeat(300_000);
    paid(500);
    Ledger before = ledger;

    for (Instruction refused :
        List.of(
            refund(endless, "p", 1),
            refund("r", endless, 1),
            new Instruction("r", PaymentKind.REFUND, "p", endless, "b", "a", euros(1), NOW))) {
      assertThat(reason(submitted(refused))).isEqualTo("invalid-id");
    }
    Instruction currency =
        new Instruction("r", PaymentKind.REFUND, "p", null, "b", "a", new Money(1, endless), NOW);
    assertThat(reason(submitted(currency))).isEqualTo("unknown-currency");

    assertThat(ledger).isEqualTo(before);
  }

  @Test
  void aFollowUpOfWhatCannotBeAPaymentIsDecidedUnderItsOwnId() {
    assertThat(refund("r", "x".repeat(129), 1).ledgerId()).isEqualTo("r");
    assertThat(refund("r", "x".repeat(128), 1).ledgerId()).isEqualTo("x".repeat(128));
  }

  private static Instruction ofOrder() {
    return ofOrder(NOW);
  }

  private static Instruction ofOrder(Instant validatedAt) {
    return new Instruction(
        "order-7", PaymentKind.TRANSFER, null, "7", "a", "merchant", euros(5), validatedAt);
  }

  private static Instruction undoOfOrder() {
    return new Instruction(
        "refund-7", PaymentKind.REFUND, "order-7", "7", "merchant", "a", euros(5), NOW);
  }
}
