package dev.cascade.payments.domain.account;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of money under way. A debit and its credit are made on different partitions, in two
 * transactions; so that the books balance after each of them, every entry has its counter-entry on
 * a transit account, in the same transaction (double entry). What all transit accounts hold
 * together is what was debited and not yet credited; a single one also carries what its partition
 * gave to the others, and may be below zero.
 *
 * <p>Nobody opens them, pays from or to them, or changes them: they follow from the entries.
 */
public final class TransitAccount {

  /** What the ids of transit accounts begin with; no other account's does. */
  public static final String PREFIX = "transit-";

  private TransitAccount() {}

  /** Whether the id is one of a transit account. */
  public static boolean isOne(String accountId) {
    return accountId.startsWith(PREFIX);
  }

  /**
   * The counter-entry of an account's entry.
   *
   * @param transit the transit account before; null before its first entry
   * @param id the id of the transit account
   * @param currency ISO 4217 code, the same as the entry's
   * @return the transit account afterwards; empty when its balance would leave the range of
   *     balances, and another transit account must take the entry
   */
  public static Optional<AccountEffect.Changed> counterEntry(
      @Nullable Account transit,
      String id,
      String currency,
      AccountEffect.Entry entry,
      Instant at) {
    Account before = transit == null ? Account.open(id, currency, Long.MAX_VALUE) : transit;
    long minorUnits = -entry.minorUnits();
    if (Math.abs(before.balance().minorUnits() + minorUnits) > Account.MAX_BALANCE_MINOR_UNITS) {
      return Optional.empty();
    }
    return Optional.of(
        new AccountEffect.Changed(
            before.book(minorUnits),
            new AccountEffect.Entry(entry.paymentId(), minorUnits, false),
            at));
  }
}
