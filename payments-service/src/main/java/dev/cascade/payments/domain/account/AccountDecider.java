package dev.cascade.payments.domain.account;

import dev.cascade.payments.domain.Decider;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides for one account: debits within its funds, credits if it takes part, always takes back
 * what was reversed, and answers commands.
 */
public final class AccountDecider implements Decider<Account, AccountEvent, AccountEffect> {

  private final AccountPolicy policy;
  private final DebitDecider debits;

  /** Decides by the given policy. */
  public AccountDecider(AccountPolicy policy) {
    this.policy = policy;
    this.debits = new DebitDecider(policy);
  }

  @Override
  public Decision<Account, AccountEffect> decide(
      @Nullable Account account, AccountEvent event, Instant now) {
    return switch (event) {
      case AccountEvent.Asked(AccountCommand command) ->
          CommandDecider.decide(account, command, now);
      case AccountEvent.Leg(Payment.Debit debit) -> debits.debit(account, debit, now);
      case AccountEvent.Leg(Payment.Credit credit) -> credit(account, credit, now);
      case AccountEvent.Leg(Payment.Reversal reversal) -> reversal(account, reversal, now);
      case AccountEvent.Leg(Payment.Settled settled) ->
          account == null
              ? Decision.of(null)
              : debits.next(account, settled.instruction().id(), List.of(), now);
      case AccountEvent.TimePassed _ -> expired(account, now);
    };
  }

  private Decision<Account, AccountEffect> credit(
      @Nullable Account account, Payment.Credit credit, Instant now) {
    long minorUnits = credit.instruction().amount().minorUnits();
    Optional<Reason> refusal =
        FundsPolicy.refusal(account, credit.instruction().amount(), "creditor");
    if (account == null || refusal.isPresent()) {
      return Decision.of(
          account, new AccountEffect.Passed(credit.reverse(refusal.orElseThrow(), now)));
    }
    Optional<Reason> excess = FundsPolicy.excess(account, minorUnits);
    if (excess.isPresent()) {
      return Decision.of(account, new AccountEffect.Passed(credit.reverse(excess.get(), now)));
    }
    Account next = account.book(minorUnits);
    Payment.Complete complete = credit.credited(now);
    List<AccountEffect> effects = new ArrayList<>();
    effects.add(changed(next, credit, minorUnits, now));
    effects.add(new AccountEffect.Ended(complete));
    if (policy.singleDebit()) {
      effects.add(new AccountEffect.Passed(complete.settled()));
    }
    return new Decision<>(next, effects);
  }

  private Decision<Account, AccountEffect> reversal(
      @Nullable Account account, Payment.Reversal reversal, Instant now) {
    if (account == null) {
      throw new IllegalStateException(
          "Reversal of payment " + reversal.instruction().id() + " to an account without state");
    }
    long minorUnits = reversal.instruction().amount().minorUnits();
    Account booked = account.book(minorUnits);
    // A closed account that has money again is not closed; frozen, it waits for an operator.
    Account next =
        booked.status() == AccountStatus.CLOSED
            ? booked.became(AccountStatus.FROZEN).versioned(booked.version())
            : booked;
    return debits.next(
        next,
        reversal.instruction().id(),
        List.of(
            changed(next, reversal, minorUnits, now),
            new AccountEffect.Ended(reversal.returned(now))),
        now);
  }

  private static Decision<Account, AccountEffect> expired(@Nullable Account account, Instant now) {
    if (account == null) {
      return Decision.of(null);
    }
    Account next = account;
    List<AccountEffect> effects = new ArrayList<>();
    for (Hold hold : account.holds()) {
      if (!hold.expiresAt().isAfter(now)) {
        next = next.releasing(hold);
        Reason reason = Reason.of("hold-expired", "The authorisation was not captured in time.");
        effects.add(
            new AccountEffect.Changed(next, new AccountEffect.HoldChanged(hold.paymentId()), now));
        effects.add(new AccountEffect.Ended(hold.authorised().release(reason, now)));
      }
    }
    return new Decision<>(next, effects);
  }

  private static AccountEffect changed(
      Account next, Payment.InFlight leg, long minorUnits, Instant now) {
    return new AccountEffect.Changed(
        next, new AccountEffect.Entry(leg.instruction().id(), minorUnits, false), now);
  }
}
