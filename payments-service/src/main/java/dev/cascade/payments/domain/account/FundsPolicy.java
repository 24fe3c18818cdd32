package dev.cascade.payments.domain.account;

import dev.cascade.payments.domain.Money;
import dev.cascade.payments.domain.Reason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether an account may give or receive an amount. */
final class FundsPolicy {

  private FundsPolicy() {}

  /** Why the account takes no part in a payment of this currency. */
  static Optional<Reason> refusal(@Nullable Account account, Money amount, String role) {
    if (account == null) {
      return refuse("unknown-" + role, "The " + role + "'s account does not exist.");
    }
    return switch (account.status()) {
      case CLOSED -> refuse(role + "-closed", "The " + role + "'s account is closed.");
      case FROZEN -> refuse(role + "-frozen", "The " + role + "'s account is frozen.");
      case OPEN ->
          account.balance().currency().equals(amount.currency())
              ? Optional.empty()
              : refuse("currency-mismatch", "The " + role + "'s account has another currency.");
    };
  }

  /** Why the account cannot give the amount now. */
  static Optional<Reason> shortage(Account account, long minorUnits) {
    if (minorUnits > account.availableMinorUnits()) {
      return refuse("no-funds", "The debtor's account has too little available.");
    }
    return account.balance().minorUnits() - minorUnits < -Account.MAX_BALANCE_MINOR_UNITS
        ? refuse("balance-limit", "The debtor's balance would leave the range of balances.")
        : Optional.empty();
  }

  /** Why the account cannot receive the amount. */
  static Optional<Reason> excess(Account account, long minorUnits) {
    return account.balance().minorUnits() > Account.MAX_BALANCE_MINOR_UNITS - minorUnits
        ? refuse("balance-limit", "The creditor's balance would leave the range of balances.")
        : Optional.empty();
  }

  private static Optional<Reason> refuse(String code, String detail) {
    return Optional.of(Reason.of(code, detail));
  }
}
