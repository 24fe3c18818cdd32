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
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of captures, voids and refunds in the less usual orders of events. */
class FollowUpsTest extends OneLedger {

  private static final Reason SOME_REASON = Reason.of("any", "Any.");

  @Test
  void aRefundThatIsRepeatedWhileItWaitsEntersOnce() {
    Instruction paid = transfer("p", "a", "b", 500);
    submitted(paid);
    submitted(refund("r", "p", 200));
    submitted(refund("r", "p", 200));

    assertThat(ended(debit(paid).debited(NOW).credited(NOW))).hasSize(1);
  }

  @Test
  void anUndoneOrderGivesBackWhatIsLeftAfterARefundByHand() {
    paid(500);
    submitted(refund("r", "p", 200));

    List<Payment.Gated> undone =
        submitted(
            new Instruction("refund-7", PaymentKind.REFUND, "p", "7", "b", "a", euros(500), NOW));

    assertThat(undone).hasOnlyElementsOfType(Payment.Debit.class).hasSize(1);
    assertThat(undone.getFirst().instruction().amount()).isEqualTo(euros(300));
  }

  @Test
  void aFollowUpInAnotherCurrencyIsRejected() {
    paid(500);
    Instruction dollars =
        new Instruction("r", PaymentKind.REFUND, "p", null, "b", "a", new Money(100, "USD"), NOW);

    assertThat(reason(submitted(dollars))).isEqualTo("currency-mismatch");
  }

  @Test
  void aPaymentTakesABoundedNumberOfFollowUps() {
    paid(500);
    for (int i = 0; i < Ledger.MAX_FOLLOW_UPS; i++) {
      assertThat(submitted(refund("r" + i, "p", 1))).hasSize(1);
    }

    assertThat(reason(submitted(refund("more", "p", 1)))).isEqualTo("too-many-follow-ups");
  }

  @Test
  void aHoldThatEndedCannotBeCaptured() {
    Payment.Authorised held = held(500);
    ended(held.release(Reason.of("hold-expired", "Too late."), NOW));

    assertThat(reason(submitted(capture("c", 500)))).isEqualTo("nothing-held");
  }

  @Test
  void aCaptureThatTookNothingMayBeAskedForAgain() {
    held(500);
    Payment.Debit first = (Payment.Debit) submitted(capture("c1", 500)).getFirst();
    ended(first.fail(SOME_REASON, NOW));

    assertThat(submitted(capture("c2", 500))).hasOnlyElementsOfType(Payment.Debit.class);
  }

  @Test
  void aCaptureThatCameBackTookTheHoldWithIt() {
    held(500);
    Payment.Debit first = (Payment.Debit) submitted(capture("c1", 500)).getFirst();
    ended(first.debited(NOW).reverse(SOME_REASON, NOW).returned(NOW));

    assertThat(reason(submitted(capture("c2", 500)))).isEqualTo("nothing-held");
    assertThat(reason(submitted(refund("r", "p", 1)))).isEqualTo("nothing-to-refund");
  }

  @Test
  void anEndThatIsToldTwiceChangesNothingTheSecondTime() {
    paid(500);
    Payment.Debit back = (Payment.Debit) submitted(refund("r1", "p", 500)).getFirst();
    ended(back.debited(NOW).credited(NOW));
    Ledger before = ledger;

    assertThat(ended(back.fail(SOME_REASON, NOW))).isEmpty();
    assertThat(ended(debit(transfer("p", "a", "b", 500)).debited(NOW).credited(NOW))).isEmpty();

    assertThat(ledger).isEqualTo(before);
    assertThat(reason(submitted(refund("r2", "p", 1)))).isEqualTo("nothing-to-refund");
  }

  @Test
  void aLedgerIsOnlyRetiredOnceNothingIsUnderWay() {
    submitted(transfer("p", "a", "b", 500));
    assertThat(ledger.isRetired(NOW.plus(Duration.ofDays(99)))).isFalse();
    ended(debit(transfer("p", "a", "b", 500)).debited(NOW).credited(NOW));

    assertThat(ledger.isRetired(NOW)).isFalse();
    assertThat(ledger.isRetired(NOW.plusMillis(1))).isTrue();
  }

  @Test
  void aHoldIsNotForgottenWhileItHolds() {
    held(500);

    assertThat(ledger.isRetired(NOW.plus(Duration.ofDays(99)))).isFalse();
  }

  private Payment.Authorised held(long amount) {
    Instruction hold = authorisation("p", "a", "b", amount);
    submitted(hold);
    Payment.Authorised authorised = debit(hold).authorised(NOW);
    ended(authorised);
    return authorised;
  }

  private static Instruction capture(String id, long amount) {
    return followUp(PaymentKind.CAPTURE, id, "p", amount);
  }
}
