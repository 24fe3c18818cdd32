package dev.cascade.payments.topology;

import dev.cascade.payments.contract.PaymentSerdes;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.account.AccountSnapshot;
import dev.cascade.payments.domain.control.GateCommand;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.query.CommittedView;
import dev.cascade.streams.query.Waiters;

/**
 * The committed topics that are served.
 *
 * @param incoming payments as first submitted, which is what the gate lets in, by payment id
 * @param ended payments that ended, by payment id
 * @param confirmed payments that are confirmed, by payment id
 * @param accounts accounts after their latest entry, by account id
 * @param alerts accounts when they became low the last time, by account id
 * @param commands what the gate was last asked, by scope
 */
public record PaymentViews(
    CommittedView<Payment.Incoming> incoming,
    CommittedView<Payment.Ended> ended,
    CommittedView<Payment.Confirmed> confirmed,
    CommittedView<AccountSnapshot> accounts,
    CommittedView<AccountSnapshot> alerts,
    CommittedView<GateCommand> commands) {

  /** Views whose readers wait, at most {@code maxWaiters} on each. */
  public static PaymentViews of(PaymentSerdes serdes, int maxWaiters) {
    return new PaymentViews(
        CommittedView.ofFirst(
            "incoming-view",
            Topics.PAYMENTS_INCOMING,
            serdes.incoming(),
            new Waiters<>(maxWaiters)),
        new CommittedView<>(
            "complete-view", Topics.PAYMENTS_COMPLETE, serdes.ended(), new Waiters<>(maxWaiters)),
        new CommittedView<>(
            "confirmed-view",
            Topics.PAYMENTS_CONFIRMED,
            serdes.confirmed(),
            new Waiters<>(maxWaiters)),
        new CommittedView<>(
            "accounts-view", Topics.ACCOUNT_BALANCES, serdes.balances(), new Waiters<>(maxWaiters)),
        new CommittedView<>(
            "alerts-view", Topics.ACCOUNT_ALERTS, serdes.balances(), new Waiters<>(maxWaiters)),
        new CommittedView<>(
            "commands-view",
            Topics.CONTROL_COMMANDS,
            serdes.gateCommands(),
            new Waiters<>(maxWaiters)));
  }
}
