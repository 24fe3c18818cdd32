package dev.cascade.payments.domain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.PaymentKind;
import dev.cascade.payments.domain.account.Account;
import dev.cascade.payments.domain.account.AccountEffect;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What must hold whatever the schedule was. */
final class Invariants {

  private Invariants() {}

  /** Holds after every commit. */
  static void always(Pipeline pipeline) {
    long transit = sum(pipeline.transits());
    assertThat(sum(pipeline.accounts()) + transit).as("sum of all balances").isZero();
    assertThat(transit).as("money in transit").isEqualTo(pipeline.underWayMinorUnits());
    for (Account account : pipeline.accounts()) {
      assertThat(account.availableMinorUnits())
          .as("available on %s", account.id())
          .isGreaterThanOrEqualTo(0);
    }
  }

  private static long sum(List<Account> accounts) {
    return accounts.stream().mapToLong(account -> account.balance().minorUnits()).sum();
  }

  /** Holds when nothing is left to do. */
  static void atTheEnd(Pipeline pipeline, List<Instruction> asked) {
    always(pipeline);
    assertThat(pipeline.underWayMinorUnits()).as("money under way").isZero();
    Map<String, long[]> entries = entries(pipeline.changes());
    for (Instruction instruction : asked) {
      everyPaymentEndsOnce(pipeline, instruction);
      long[] own = entries.getOrDefault(instruction.id(), new long[3]);
      assertThat(own[0]).as("debits of %s", instruction.id()).isBetween(0L, 1L);
      assertThat(own[1]).as("credits of %s", instruction.id()).isEqualTo(own[0]);
      assertThat(own[2]).as("sum of the entries of %s", instruction.id()).isZero();
    }
    everyCaptureThatMovedMoneyTookItsHold(pipeline);
    refundsStayWithinWhatWasPaid(pipeline);
  }

  private static void everyPaymentEndsOnce(Pipeline pipeline, Instruction instruction) {
    assertThat(pipeline.ended())
        .filteredOn(it -> it.instruction().id().equals(instruction.id()))
        .filteredOn(it -> !(it instanceof Payment.Voided || it instanceof Payment.Captured))
        .as("ends of %s", instruction.id())
        .hasSize(1);
  }

  private static void everyCaptureThatMovedMoneyTookItsHold(Pipeline pipeline) {
    List<String> captures =
        pipeline.ended().stream()
            .filter(it -> it.instruction().kind() == PaymentKind.CAPTURE)
            .filter(it -> it instanceof Payment.Complete || it instanceof Payment.Reversed)
            .map(it -> it.instruction().id())
            .toList();
    assertThat(pipeline.ended())
        .filteredOn(Payment.Captured.class::isInstance)
        .extracting(it -> ((Payment.Captured) it).captureId())
        .as("captures that took a hold")
        .containsExactlyInAnyOrderElementsOf(captures);
  }

  private static void refundsStayWithinWhatWasPaid(Pipeline pipeline) {
    Map<String, Long> paid = new HashMap<>();
    Map<String, Long> refunded = new HashMap<>();
    for (Payment.Ended payment : pipeline.ended()) {
      Instruction it = payment.instruction();
      if (payment instanceof Payment.Complete && it.kind() != PaymentKind.VOID) {
        (it.kind() == PaymentKind.REFUND ? refunded : paid)
            .merge(it.ledgerId(), it.amount().minorUnits(), Long::sum);
      }
    }
    refunded.forEach((id, amount) ->
        assertThat(amount).as("refunds of %s", id).isLessThanOrEqualTo(paid.getOrDefault(id, 0L)));
  }

  /**
   * Debits, credits (a return to the debtor is one too), and the sum of the entries, per payment.
   */
  private static Map<String, long[]> entries(List<AccountEffect.Changed> changes) {
    Map<String, long[]> entries = new HashMap<>();
    for (AccountEffect.Changed change : changes) {
      if (change.cause() instanceof AccountEffect.Entry entry) {
        long[] own = entries.computeIfAbsent(entry.paymentId(), _ -> new long[3]);
        own[entry.minorUnits() < 0 ? 0 : 1]++;
        own[2] += entry.minorUnits();
      }
    }
    return entries;
  }
}
