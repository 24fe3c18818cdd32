package dev.cascade.payments.domain.account;

import dev.cascade.payments.domain.Money;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the outside sees of an account at one version.
 *
 * @param id account id
 * @param status whether it takes part in payments
 * @param balance sum of its entries
 * @param heldMinorUnits what authorisations hold
 * @param overdraftLimit how far below zero the balance may go, in minor units
 * @param cause why this version exists; null when a hold changed
 * @param version grows by one with each record of the account
 * @param at when it was decided
 */
public record AccountSnapshot(
    String id,
    AccountStatus status,
    Money balance,
    long heldMinorUnits,
    long overdraftLimit,
    AccountEffect.@Nullable Cause cause,
    long version,
    Instant at) {

  /** What the outside sees of a change. */
  public static AccountSnapshot of(AccountEffect.Changed changed) {
    Account account = changed.account();
    return new AccountSnapshot(
        account.id(),
        account.status(),
        account.balance(),
        account.heldMinorUnits(),
        account.overdraftLimit(),
        changed.cause() instanceof AccountEffect.HoldChanged ? null : changed.cause(),
        account.version(),
        changed.at());
  }

  /** Whether this entry took what is available below the threshold of alerts. */
  public boolean isAlert() {
    return cause instanceof AccountEffect.Entry entry && entry.lowBalance();
  }

  /** What a debit may take, in minor units. */
  public long availableMinorUnits() {
    long own = balance.minorUnits() - heldMinorUnits;
    return own > Long.MAX_VALUE - overdraftLimit ? Long.MAX_VALUE : own + overdraftLimit;
  }
}
