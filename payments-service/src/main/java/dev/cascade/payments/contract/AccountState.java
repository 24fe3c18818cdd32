package dev.cascade.payments.contract;

import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.account.Account;
import dev.cascade.payments.domain.account.AccountEffect;
import dev.cascade.payments.domain.account.AccountSnapshot;
import dev.cascade.payments.domain.account.AccountStatus;
import dev.cascade.payments.domain.account.Hold;
import org.jspecify.annotations.Nullable;

/** How accounts and the lines of their statements are stored. */
final class AccountState {

  private static final int NO_CAUSE = 0;
  private static final int ENTRY = 1;
  private static final int ANSWER = 2;

  private AccountState() {}

  static void write(StateWriter out, Account it) {
    out.text(it.id()).constant(it.status());
    InstructionState.writeMoney(out, it.balance());
    out.number(it.overdraftLimit())
        .list(it.holds(), hold -> writeHold(out, hold))
        .optional(it.moving(), out::text)
        .list(it.waiting(), debit -> writeDebit(out, debit))
        .list(it.recentCommands(), out::text)
        .number(it.version());
  }

  static Account read(StateReader in) {
    return new Account(
        in.text(),
        in.constant(AccountStatus.class),
        InstructionState.readMoney(in),
        in.number(),
        in.list(() -> readHold(in)),
        in.optional(in::text),
        in.list(() -> readDebit(in)),
        in.list(in::text),
        in.number());
  }

  static void writeSnapshot(StateWriter out, AccountSnapshot it) {
    out.text(it.id()).constant(it.status());
    InstructionState.writeMoney(out, it.balance());
    out.number(it.heldMinorUnits()).number(it.overdraftLimit());
    writeCause(out, it.cause());
    out.number(it.version()).time(it.at());
  }

  static AccountSnapshot readSnapshot(StateReader in) {
    return new AccountSnapshot(
        in.text(),
        in.constant(AccountStatus.class),
        InstructionState.readMoney(in),
        in.number(),
        in.number(),
        readCause(in),
        in.number(),
        in.time());
  }

  private static void writeCause(StateWriter out, AccountEffect.@Nullable Cause cause) {
    switch (cause) {
      case AccountEffect.Entry(String payment, long minorUnits, boolean low) ->
          out.small(ENTRY).text(payment).number(minorUnits).flag(low);
      case AccountEffect.Answer(String command, String refusal) ->
          out.small(ANSWER).text(command).text(refusal);
      case AccountEffect.HoldChanged _ -> out.small(NO_CAUSE);
      case null -> out.small(NO_CAUSE);
    }
  }

  private static AccountEffect.@Nullable Cause readCause(StateReader in) {
    return switch (in.small()) {
      case ENTRY -> new AccountEffect.Entry(in.text(), in.number(), in.flag());
      case ANSWER -> new AccountEffect.Answer(in.text(), in.text());
      default -> null;
    };
  }

  private static void writeHold(StateWriter out, Hold hold) {
    InstructionState.write(out, hold.authorised().instruction());
    out.time(hold.authorised().inflightAt()).time(hold.authorised().at()).time(hold.expiresAt());
  }

  private static Hold readHold(StateReader in) {
    return new Hold(
        new Payment.Authorised(InstructionState.read(in), in.time(), in.time()), in.time());
  }

  private static void writeDebit(StateWriter out, Payment.Debit debit) {
    InstructionState.write(out, debit.instruction());
    out.time(debit.inflightAt()).time(debit.at());
  }

  private static Payment.Debit readDebit(StateReader in) {
    return new Payment.Debit(InstructionState.read(in), in.time(), in.time());
  }
}
