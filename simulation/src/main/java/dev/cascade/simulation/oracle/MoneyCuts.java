package dev.cascade.simulation.oracle;

import dev.cascade.auditor.log.Fact;
import dev.cascade.schemas.AccountBalance;
import dev.cascade.schemas.catalogue.Topics;
import java.util.HashMap;
import java.util.Map;

/** All balances sum to zero whenever a transaction is committed, before anybody reads of it. */
final class MoneyCuts {

  private final Complaints complaints;
  private final Map<String, Long> balances = new HashMap<>();
  private long sum;
  private boolean isTouched;

  MoneyCuts(Complaints complaints) {
    this.complaints = complaints;
  }

  void read(Fact fact) {
    fact.of(Topics.ACCOUNT_BALANCES, AccountBalance.class)
        .ifPresent(balance -> {
          long now = balance.getBalance().getMinorUnits();
          Long before = balances.put(balance.getAccountId(), now);
          sum += now - (before == null ? 0 : before);
          isTouched = true;
        });
  }

  void cut() {
    if (isTouched) {
      complaints.judge(sum == 0, "zero-sum", "balances", () -> "They sum to " + sum);
      isTouched = false;
    }
  }
}
