package dev.cascade.payments.domain.account;

import dev.cascade.payments.domain.Decider.Decision;
import dev.cascade.payments.domain.InstructionPolicy;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what a debtor's account gives, holds or lets go of. */
final class DebitDecider {

  private final AccountPolicy policy;

  DebitDecider(AccountPolicy policy) {
    this.policy = policy;
  }

  /**
   * Debits now, or queues the debit behind the one in flight. The account remembers debits, so what
   * came past the gate must be well-formed too.
   */
  Decision<Account, AccountEffect> debit(
      @Nullable Account account, Payment.Debit debit, Instant now) {
    Optional<Reason> malformation = InstructionPolicy.malformation(debit.instruction());
    if (malformation.isPresent()) {
      return ended(account, debit.reject(malformation.get(), now));
    }
    if (account == null || !policy.singleDebit() || account.moving() == null) {
      return now(account, debit, now);
    }
    return account.waiting().size() >= Account.MAX_WAITING
        ? ended(
            account,
            debit.fail(
                Reason.of("too-many-waiting", "Too many debits wait for this account."), now))
        : Decision.of(account.queued(debit));
  }

  /** The debit in flight is over: the next one that waits has its turn. */
  Decision<Account, AccountEffect> next(
      Account account, String endedId, List<AccountEffect> before, Instant now) {
    List<AccountEffect> effects = new ArrayList<>(before);
    Account next = endedId.equals(account.moving()) ? account.moving(null) : account;
    while (next.moving() == null && !next.waiting().isEmpty()) {
      Payment.Debit debit = next.waiting().getFirst();
      Decision<Account, AccountEffect> decision = now(next.dequeued(), debit, now);
      effects.addAll(decision.outputs());
      next = decision.state() == null ? next : decision.state();
    }
    return new Decision<>(next, effects);
  }

  private Decision<Account, AccountEffect> now(
      @Nullable Account account, Payment.Debit debit, Instant now) {
    return switch (debit.instruction().kind()) {
      case VOID -> released(account, debit, now);
      case TRANSFER, REFUND, AUTHORISATION, CAPTURE -> {
        Optional<Reason> refusal =
            FundsPolicy.refusal(account, debit.instruction().amount(), "debtor");
        yield account == null || refusal.isPresent()
            ? ended(account, debit.reject(refusal.orElseThrow(), now))
            : given(account, debit, now);
      }
    };
  }

  private Decision<Account, AccountEffect> given(
      Account account, Payment.Debit debit, Instant now) {
    return switch (debit.instruction().kind()) {
      case TRANSFER, REFUND -> booked(account, account, debit, now);
      case AUTHORISATION -> held(account, debit, now);
      case CAPTURE, VOID -> captured(account, debit, now);
    };
  }

  private Decision<Account, AccountEffect> captured(
      Account account, Payment.Debit debit, Instant now) {
    return account
        .hold(debit.instruction().originalId())
        .map(hold -> taken(account, hold, debit, now))
        .orElseGet(() -> ended(account, debit.reject(holdGone(), now)));
  }

  /** A capture that fails leaves the hold as it was. */
  private Decision<Account, AccountEffect> taken(
      Account account, Hold hold, Payment.Debit debit, Instant now) {
    Decision<Account, AccountEffect> decision =
        booked(account, account.releasing(hold), debit, now);
    if (decision.state() == account) {
      return decision;
    }
    List<AccountEffect> effects = new ArrayList<>(decision.outputs());
    effects.add(new AccountEffect.Ended(hold.authorised().capture(debit.instruction().id(), now)));
    return new Decision<>(decision.state(), effects);
  }

  private Decision<Account, AccountEffect> booked(
      Account before, Account account, Payment.Debit debit, Instant now) {
    long minorUnits = debit.instruction().amount().minorUnits();
    Optional<Reason> shortage = FundsPolicy.shortage(account, minorUnits);
    if (shortage.isPresent()) {
      return ended(before, debit.fail(shortage.get(), now));
    }
    Account booked = account.book(-minorUnits).versioned(before.version() + 1);
    boolean low =
        before.availableMinorUnits() >= policy.lowBalanceMinorUnits()
            && booked.availableMinorUnits() < policy.lowBalanceMinorUnits();
    Account next = policy.singleDebit() ? booked.moving(debit.instruction().id()) : booked;
    return Decision.of(
        next,
        new AccountEffect.Changed(
            next, new AccountEffect.Entry(debit.instruction().id(), -minorUnits, low), now),
        new AccountEffect.Passed(debit.debited(now)));
  }

  private Decision<Account, AccountEffect> held(Account account, Payment.Debit debit, Instant now) {
    Optional<Reason> shortage =
        account.holds().size() >= Account.MAX_HOLDS
            ? Optional.of(Reason.of("too-many-holds", "The account has too many holds."))
            : FundsPolicy.shortage(account, debit.instruction().amount().minorUnits());
    if (shortage.isPresent()) {
      return ended(account, debit.fail(shortage.get(), now));
    }
    Hold hold = new Hold(debit.authorised(now), now.plus(policy.holdTime()));
    Account next = account.holding(hold);
    return Decision.of(
        next,
        new AccountEffect.Changed(
            next, new AccountEffect.HoldChanged(debit.instruction().id()), now),
        new AccountEffect.HoldPlaced(next.id(), hold.expiresAt()),
        new AccountEffect.Ended(hold.authorised()));
  }

  private static Decision<Account, AccountEffect> released(
      @Nullable Account account, Payment.Debit debit, Instant now) {
    Optional<Hold> hold =
        account == null ? Optional.empty() : account.hold(debit.instruction().originalId());
    if (account == null || hold.isEmpty()) {
      return ended(account, debit.reject(holdGone(), now));
    }
    Account next = account.releasing(hold.get());
    Reason reason = Reason.of("voided", "The authorisation was voided.");
    return Decision.of(
        next,
        new AccountEffect.Changed(next, new AccountEffect.HoldChanged(hold.get().paymentId()), now),
        new AccountEffect.Ended(debit.released(now)),
        new AccountEffect.Ended(hold.get().authorised().release(reason, now)));
  }

  private static Reason holdGone() {
    return Reason.of("nothing-held", "The account holds nothing for this authorisation.");
  }

  private static Decision<Account, AccountEffect> ended(
      @Nullable Account account, Payment.Ended payment) {
    return Decision.of(account, new AccountEffect.Ended(payment));
  }
}
