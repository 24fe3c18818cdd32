package dev.cascade.payments.contract;

import static dev.cascade.payments.Instructions.NOW;
import static dev.cascade.payments.Instructions.euros;
import static dev.cascade.payments.Instructions.incoming;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.InstructionPolicy;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.PaymentKind;
import dev.cascade.payments.domain.account.Account;
import dev.cascade.payments.domain.account.AccountStatus;
import dev.cascade.payments.domain.account.Hold;
import dev.cascade.payments.domain.gate.Ledger;
import java.util.Collections;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** A broker takes a record of one megabyte; what grows with its records stays well below. */
class StateSizeTest {

  private static final int WELL_BELOW = 800_000;
  private static final String LONGEST = "\u20ac".repeat(128);

  @Test
  void anAccountWithAsMuchAsItMayHoldFitsARecord() {
    Payment.Debit debit = incoming(longest(PaymentKind.REFUND, LONGEST)).enter(NOW);
    Hold hold =
        new Hold(
            incoming(longest(PaymentKind.AUTHORISATION, null)).enter(NOW).authorised(NOW), NOW);
    Account account =
        new Account(
            LONGEST,
            AccountStatus.OPEN,
            euros(1),
            0,
            Collections.nCopies(Account.MAX_HOLDS, hold),
            LONGEST,
            Collections.nCopies(Account.MAX_WAITING, debit),
            Collections.nCopies(Account.MAX_RECENT_COMMANDS, LONGEST),
            1);

    assertThat(size(StateSerdes.accounts(), account)).isLessThan(WELL_BELOW);
  }

  @Test
  void aLedgerWithAsManyFollowUpsAsItMayHaveFitsARecord() {
    Ledger.FollowUp followUp =
        new Ledger.FollowUp(longest(PaymentKind.REFUND, LONGEST), Ledger.Progress.DROPPED);
    Ledger ledger =
        new Ledger(
            Ledger.Status.PAID,
            longest(PaymentKind.TRANSFER, null),
            1,
            Collections.nCopies(Ledger.MAX_FOLLOW_UPS + 1, followUp),
            NOW);

    assertThat(size(StateSerdes.ledgers(), ledger)).isLessThan(WELL_BELOW);
  }

  private static Instruction longest(PaymentKind kind, String original) {
    assertThat(InstructionPolicy.isId(LONGEST)).isTrue();
    assertThat(InstructionPolicy.isId(LONGEST + "a")).isFalse();
    return new Instruction(
        LONGEST, kind, original, LONGEST, LONGEST, LONGEST, euros(Long.MAX_VALUE), NOW);
  }

  private static <T> int size(Serde<T> serde, T state) {
    return serde.serializer().serialize("changelog", state).length;
  }
}
