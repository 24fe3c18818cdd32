package dev.cascade.simulation.oracle;

import dev.cascade.auditor.log.Fact;
import dev.cascade.schemas.AccountBalance;
import dev.cascade.schemas.AccountEntry;
import dev.cascade.schemas.Payment;
import dev.cascade.schemas.PaymentState;
import dev.cascade.schemas.catalogue.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Money as one ledger would keep it: what each payment moved between accounts, in the order in
 * which entries were committed. At the end nothing is under way, every payment that was submitted
 * has ended, and each account has what its payments say.
 */
final class MoneyModel implements Model {

  private static final String TRANSIT = "transit-";

  private final Complaints complaints;
  private final Map<String, AccountBalance> accounts = new TreeMap<>();
  private final Map<String, Long> booked = new TreeMap<>();

  /** Payment to account to what it moved there. */
  private final Map<String, Map<String, Long>> moved = new TreeMap<>();

  private final Map<String, List<Payment>> ends = new TreeMap<>();
  private final Map<String, Payment> submitted = new TreeMap<>();

  MoneyModel(Complaints complaints) {
    this.complaints = complaints;
  }

  @Override
  public void read(Fact fact) {
    fact.of(Topics.ACCOUNT_BALANCES, AccountBalance.class).ifPresent(this::balance);
    fact.of(Topics.PAYMENTS_INCOMING, Payment.class)
        .ifPresent(payment -> submitted.putIfAbsent(payment.getId(), payment));
    fact.of(Topics.PAYMENTS_COMPLETE, Payment.class)
        .ifPresent(
            payment -> ends.computeIfAbsent(payment.getId(), _ -> new ArrayList<>()).add(payment));
  }

  private void balance(AccountBalance balance) {
    String account = balance.getAccountId();
    accounts.put(account, balance);
    long now = balance.getBalance().getMinorUnits();
    AccountEntry entry = balance.getEntry();
    if (entry == null || account.startsWith(TRANSIT)) {
      return;
    }
    booked.merge(account, entry.getAmountMinorUnits(), Long::sum);
    moved
        .computeIfAbsent(entry.getPaymentId(), _ -> new TreeMap<>())
        .merge(account, entry.getAmountMinorUnits(), Long::sum);
    long limit = balance.getOverdraftLimitMinorUnits();
    complaints.judge(
        entry.getAmountMinorUnits() > 0
            || limit == Long.MAX_VALUE
            || now - balance.getHeldMinorUnits() >= -limit,
        "overdraft",
        account,
        () ->
            "It is at %d, of which %d are held, and may go to %d"
                .formatted(now, balance.getHeldMinorUnits(), -limit));
  }

  @Override
  public void conclude() {
    accounts.forEach(this::concludeAccount);
    long transit =
        accounts.values().stream()
            .filter(account -> account.getAccountId().startsWith(TRANSIT))
            .mapToLong(account -> account.getBalance().getMinorUnits())
            .sum();
    complaints.judge(
        transit == 0, "nothing-under-way", "transit", () -> transit + " are still under way");
    for (String payment : new TreeSet<>(submitted.keySet())) {
      complaints.judge(
          ends.containsKey(payment),
          "payments-end",
          payment,
          () -> "It was submitted and has not ended");
    }
    moved.forEach(this::concludePayment);
  }

  @Override
  public void concludeMuchLater() {
    accounts.forEach((id, account) ->
        complaints.judge(
            account.getHeldMinorUnits() == 0,
            "holds-expire",
            id,
            () -> account.getHeldMinorUnits() + " are held for ever"));
  }

  private void concludeAccount(String id, AccountBalance account) {
    if (!id.startsWith(TRANSIT)) {
      long entries = booked.getOrDefault(id, 0L);
      complaints.judge(
          account.getBalance().getMinorUnits() == entries,
          "balance-of-entries",
          id,
          () ->
              "It has %d, its entries come to %d"
                  .formatted(account.getBalance().getMinorUnits(), entries));
    }
  }

  /** Between all accounts, a payment moves its amount once, or nothing. */
  private void concludePayment(String id, Map<String, Long> byAccount) {
    Payment first = ends.getOrDefault(id, List.of()).stream().findFirst().orElse(null);
    if (first == null) {
      complaints.judge(false, "payments-end", id, () -> "It moved money and has not ended");
      return;
    }
    boolean isMade = isComplete(id);
    long amount = isMade ? first.getAmount().getMinorUnits() : 0;
    String debtor = first.getDebtorAccount();
    String creditor = first.getCreditorAccount();
    boolean toItself = debtor.equals(creditor);
    complaints.judge(
        byAccount.getOrDefault(debtor, 0L) == (toItself ? 0 : -amount)
            && byAccount.getOrDefault(creditor, 0L) == (toItself ? 0 : amount),
        "payments-once",
        id,
        () -> "Of %d it moved %s; it ended %s".formatted(amount, byAccount, states(id)));
  }

  private boolean isComplete(String payment) {
    return ends.getOrDefault(payment, List.of()).stream()
        .anyMatch(end -> end.getState() == PaymentState.COMPLETE);
  }

  private List<PaymentState> states(String payment) {
    return ends.getOrDefault(payment, List.of()).stream().map(Payment::getState).toList();
  }

  /** What an account was given by a payment, less what it gave. */
  long moved(String payment, String account) {
    return moved.getOrDefault(payment, Map.of()).getOrDefault(account, 0L);
  }

  /** Whether a payment was undone since its creditor could not take it. */
  boolean wasReversed(String payment) {
    return states(payment).contains(PaymentState.REVERSED);
  }
}
