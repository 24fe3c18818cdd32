package dev.cascade.payments.rest;

import dev.cascade.payments.domain.Money;
import dev.cascade.payments.domain.account.AccountSnapshot;
import dev.cascade.payments.domain.account.AccountStatus;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/** An account as JSON; amounts are decimal strings. */
@RegisterForReflection
record AccountView(
    String id,
    String currency,
    AccountStatus status,
    String balance,
    String held,
    String available,
    String overdraftLimit,
    long version,
    Instant updatedAt) {

  static AccountView of(AccountSnapshot it) {
    Money balance = it.balance();
    return new AccountView(
        it.id(),
        balance.currency(),
        it.status(),
        balance.toDecimal(),
        balance.withMinorUnits(it.heldMinorUnits()).toDecimal(),
        balance.withMinorUnits(it.availableMinorUnits()).toDecimal(),
        balance.withMinorUnits(it.overdraftLimit()).toDecimal(),
        it.version(),
        it.at());
  }
}
