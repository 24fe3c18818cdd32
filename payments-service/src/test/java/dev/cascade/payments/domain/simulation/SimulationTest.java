package dev.cascade.payments.domain.simulation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.payments.domain.Decider;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.account.Account;
import dev.cascade.payments.domain.account.AccountDecider;
import dev.cascade.payments.domain.account.AccountEffect;
import dev.cascade.payments.domain.account.AccountEvent;
import dev.cascade.payments.domain.account.AccountPolicy;
import dev.cascade.payments.domain.gate.GateDecider;
import dev.cascade.payments.domain.gate.GateEvent;
import dev.cascade.payments.domain.gate.Ledger;
import dev.cascade.testing.Seeds;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The deciders under every schedule, and the proof that the checks can fail. */
class SimulationTest {

  private static final int SEEDS = 10_000;
  private static final int SEEDS_TO_FIND_A_FAULT = 500;
  private static final AccountPolicy POLICY = new AccountPolicy(false, 0, Duration.ofMillis(200));

  private final Decider<Ledger, GateEvent, Payment.Gated> gate = new GateDecider();
  private final Decider<Account, AccountEvent, AccountEffect> accounts = new AccountDecider(POLICY);

  @Test
  void noScheduleBreaksAnInvariant() {
    Seeds.forEach(SEEDS, Scenario::run);
  }

  @Test
  void aGateThatForgetsWhatItSawIsFound() {
    assertIsFound(
        (ledger, event, now) ->
            gate.decide(event instanceof GateEvent.Submitted ? null : ledger, event, now),
        accounts,
        "ends of");
  }

  @Test
  void anAccountThatDoesNotCheckItsFundsIsFound() {
    assertIsFound(
        gate,
        (account, event, now) -> {
          var decision = accounts.decide(limited(account, Long.MAX_VALUE), event, now);
          return new Decider.Decision<>(
              account == null
                  ? decision.state()
                  : limited(decision.state(), account.overdraftLimit()),
              decision.outputs());
        },
        "available on");
  }

  @Test
  void aCreditThatIsDroppedInsteadOfReversedIsFound() {
    assertIsFound(
        gate,
        (account, event, now) -> {
          var decision = accounts.decide(account, event, now);
          return new Decider.Decision<>(
              decision.state(), decision.outputs().stream().filter(it -> !isReversal(it)).toList());
        },
        "money in transit");
  }

  @Test
  void aRefundThatIsNotCountedIsFound() {
    assertIsFound(
        (ledger, event, now) -> {
          var decision = gate.decide(ledger, event, now);
          Ledger next = decision.state();
          return new Decider.Decision<>(
              next == null
                  ? null
                  : new Ledger(
                      next.status(),
                      next.original(),
                      Long.MAX_VALUE / 2,
                      next.followUps(),
                      next.since()),
              decision.outputs());
        },
        accounts,
        "refunds of");
  }

  private static void assertIsFound(
      Decider<Ledger, GateEvent, Payment.Gated> someGate,
      Decider<Account, AccountEvent, AccountEffect> someAccounts,
      String broken) {
    assertThatThrownBy(() ->
            Seeds.forEach(
                SEEDS_TO_FIND_A_FAULT, seed -> new Scenario(seed, someGate, someAccounts).run()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(broken);
  }

  private static boolean isReversal(AccountEffect effect) {
    return effect instanceof AccountEffect.Passed(Payment.Reversal _);
  }

  private static @Nullable Account limited(@Nullable Account account, long overdraftLimit) {
    return account == null
        ? null
        : new Account(
            account.id(),
            account.status(),
            account.balance(),
            overdraftLimit,
            account.holds(),
            account.moving(),
            account.waiting(),
            account.recentCommands(),
            account.version());
  }
}
