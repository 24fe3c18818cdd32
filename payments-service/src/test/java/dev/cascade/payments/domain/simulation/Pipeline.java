package dev.cascade.payments.domain.simulation;

import dev.cascade.payments.domain.Decider;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.account.Account;
import dev.cascade.payments.domain.account.AccountEffect;
import dev.cascade.payments.domain.account.AccountEvent;
import dev.cascade.payments.domain.account.TransitAccount;
import dev.cascade.payments.domain.gate.GateEvent;
import dev.cascade.payments.domain.gate.Ledger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Gate and accounts as they are joined by topics. Each step picks some key of some stage, so
 * records of different keys overtake each other in every possible way; a step may crash before its
 * commit, and what it did is done again.
 */
final class Pipeline {

  private static final Instant START = Instant.parse("2030-01-01T10:00:00Z");
  private static final double CRASH = 0.15;
  private static final int MAX_BATCH = 3;
  private static final int PARTITIONS = 2;

  private final Random random;
  private final Stage<Ledger, GateEvent, Payment.Gated> gate;
  private final Stage<Account, AccountEvent, AccountEffect> accounts;
  private final List<Payment.Ended> ended = new ArrayList<>();
  private final List<AccountEffect.Changed> changes = new ArrayList<>();
  private final Map<Integer, Account> transits = new HashMap<>();
  private Instant now = START;

  Pipeline(
      Random random,
      Decider<Ledger, GateEvent, Payment.Gated> gate,
      Decider<Account, AccountEvent, AccountEffect> accounts) {
    this.random = random;
    this.gate = new Stage<>(gate);
    this.accounts = new Stage<>(accounts);
  }

  Instant now() {
    return now;
  }

  void submit(Payment.Incoming payment) {
    gate.append(payment.instruction().ledgerId(), new GateEvent.Submitted(payment));
  }

  void ask(String account, AccountEvent event) {
    accounts.append(account, event);
  }

  /** One transaction of one task, or its crash; false when there is nothing to do. */
  boolean step() {
    List<String> gateWork = gate.keysWithWork();
    List<String> accountWork = accounts.keysWithWork();
    int choices = gateWork.size() + accountWork.size();
    if (choices == 0) {
      return false;
    }
    now = now.plus(Duration.ofMillis(random.nextInt(50)));
    int choice = random.nextInt(choices);
    if (choice < gateWork.size()) {
      stepGate(gateWork.get(choice));
    } else {
      stepAccount(accountWork.get(choice - gateWork.size()));
    }
    return true;
  }

  private void stepGate(String key) {
    var transaction = gate.begin(key, batch(), now);
    if (crashes()) {
      return;
    }
    for (Payment.Gated output : gate.commit(transaction)) {
      switch (output) {
        case Payment.Debit debit -> accounts.append(debit.account(), new AccountEvent.Leg(debit));
        case Payment.Rejected rejected -> end(rejected);
      }
    }
  }

  private void stepAccount(String key) {
    var transaction = accounts.begin(key, batch(), now);
    if (crashes()) {
      return;
    }
    for (AccountEffect effect : accounts.commit(transaction)) {
      switch (effect) {
        case AccountEffect.Passed(Payment.InFlight leg) ->
            accounts.append(leg.account(), new AccountEvent.Leg(leg));
        case AccountEffect.Ended(Payment.Ended payment) -> end(payment);
        case AccountEffect.Changed changed -> {
          changes.add(changed);
          followByCounterEntry(changed);
        }
        case AccountEffect.HoldPlaced _ -> {}
      }
    }
  }

  private void followByCounterEntry(AccountEffect.Changed changed) {
    if (changed.cause() instanceof AccountEffect.Entry entry) {
      int partition = Math.floorMod(changed.account().id().hashCode(), PARTITIONS);
      transits.compute(
          partition,
          (_, transit) ->
              TransitAccount.counterEntry(
                      transit,
                      TransitAccount.PREFIX + partition,
                      changed.account().balance().currency(),
                      entry,
                      changed.at())
                  .orElseThrow()
                  .account());
    }
  }

  private void end(Payment.Ended payment) {
    ended.add(payment);
    gate.append(payment.instruction().ledgerId(), new GateEvent.Ended(payment));
  }

  private int batch() {
    return 1 + random.nextInt(MAX_BATCH);
  }

  private boolean crashes() {
    return random.nextDouble() < CRASH;
  }

  List<Payment.Ended> ended() {
    return ended;
  }

  List<AccountEffect.Changed> changes() {
    return changes;
  }

  List<Account> accounts() {
    return List.copyOf(accounts.states().values());
  }

  /** The transit accounts. */
  List<Account> transits() {
    return List.copyOf(transits.values());
  }

  /** Money that left one account and has not reached another: credits and reversals under way. */
  long underWayMinorUnits() {
    return accounts.pending().stream().mapToLong(Pipeline::carried).sum();
  }

  private static long carried(AccountEvent event) {
    return switch (event) {
      case AccountEvent.Leg(Payment.Credit it) -> it.instruction().amount().minorUnits();
      case AccountEvent.Leg(Payment.Reversal it) -> it.instruction().amount().minorUnits();
      case AccountEvent.Leg(Payment.Debit _),
          AccountEvent.Leg(Payment.Settled _),
          AccountEvent.Asked _,
          AccountEvent.TimePassed _ ->
          0;
    };
  }
}
