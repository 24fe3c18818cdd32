package dev.cascade.simulation.world;

import dev.cascade.inventory.contract.TopicSerdes;
import dev.cascade.inventory.domain.LineChange;
import dev.cascade.inventory.domain.StockCommand;
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
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Gives the deciders that the services are built with: the real ones, or the real ones with one of
 * their promises taken away around them.
 *
 * @param sabotage which one
 */
record Saboteur(Sabotage sabotage) {

  private static final AccountPolicy POLICY = new AccountPolicy(false, 1_000, Duration.ofDays(7));
  private static final long UNLIMITED = 1L << 50;

  static Saboteur of(Sabotage sabotage) {
    return new Saboteur(sabotage);
  }

  Decider<Ledger, GateEvent, Payment.Gated> gate() {
    GateDecider real = new GateDecider();
    return sabotage == Sabotage.NO_DEDUPLICATION
        ? (ledger, event, now) -> real.decide(isOriginal(event) ? null : ledger, event, now)
        : real;
  }

  private static boolean isOriginal(GateEvent event) {
    return event instanceof GateEvent.Submitted && !event.isFollowUp();
  }

  Decider<Account, AccountEvent, AccountEffect> accounts() {
    AccountDecider real = new AccountDecider(POLICY);
    return sabotage == Sabotage.NO_FUNDS_CHECK
        ? (account, event, now) -> {
          boolean isDebit = event instanceof AccountEvent.Leg(Payment.Debit _);
          return isDebit && account != null
              ? restored(real.decide(limited(account, UNLIMITED), event, now), account)
              : real.decide(account, event, now);
        }
        : real;
  }

  private static Decider.Decision<Account, AccountEffect> restored(
      Decider.Decision<Account, AccountEffect> decision, Account before) {
    Account after = decision.state();
    List<AccountEffect> effects =
        decision.outputs().stream().map(effect -> restored(effect, before)).toList();
    return new Decider.Decision<>(
        after == null ? null : limited(after, before.overdraftLimit()), effects);
  }

  private static AccountEffect restored(AccountEffect effect, Account before) {
    return effect instanceof AccountEffect.Changed(var account, var cause, var at)
        ? new AccountEffect.Changed(limited(account, before.overdraftLimit()), cause, at)
        : effect;
  }

  private static Account limited(Account account, long limit) {
    return new Account(
        account.id(),
        account.status(),
        account.balance(),
        limit,
        account.holds(),
        account.moving(),
        account.waiting(),
        account.recentCommands(),
        account.version());
  }

  TopicSerdes lines(TopicSerdes real) {
    return sabotage == Sabotage.NO_RELEASE
        ? new TopicSerdes(
            withoutEnds(real.orderLines()),
            real.verdicts(),
            real.products(),
            real.adjustments(),
            real.stockLevels())
        : real;
  }

  @SuppressWarnings("NullAway") // the topology leaves out what is null
  private static Serde<LineChange> withoutEnds(Serde<LineChange> real) {
    return Serdes.serdeFrom(
        real.serializer(),
        (topic, bytes) -> {
          @Nullable LineChange change = real.deserializer().deserialize(topic, bytes);
          return change != null && change.command() instanceof StockCommand.Release ? null : change;
        });
  }
}
