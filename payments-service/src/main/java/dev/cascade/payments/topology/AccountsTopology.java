package dev.cascade.payments.topology;

import dev.cascade.payments.contract.PaymentSerdes;
import dev.cascade.payments.contract.StateSerdes;
import dev.cascade.payments.domain.Decider;
import dev.cascade.payments.domain.OrderOutcome;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.account.Account;
import dev.cascade.payments.domain.account.AccountEffect;
import dev.cascade.payments.domain.account.AccountEvent;
import dev.cascade.payments.domain.account.AccountSnapshot;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.serde.RecordKeys;
import dev.cascade.streams.tracing.KeptTraces;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;

/**
 * Every account decides for itself, on the partition of its id: {@code payments-inflight,
 * account-commands -> payments-inflight, payments-complete, order-payments, account-balances,
 * account-alerts}.
 *
 * <p>A debit goes on as a credit to the creditor's partition, a credit that cannot be applied goes
 * back as a reversal. Each entry is followed by its counter-entry on a transit account of the same
 * partition, so balances sum to zero after every transaction. Whatever ends a payment of an order
 * tells the order in the same transaction.
 */
public final class AccountsTopology {

  static final String ACCOUNTS = "accounts";
  static final String HOLDS = "holds-by-expiry";
  static final String TRANSITS = "transit-accounts";
  static final String TRACES = "waiting-payment-traces";

  private final PaymentSerdes serdes;
  private final Decider<Account, AccountEvent, AccountEffect> decider;
  private final int partitions;
  private final Consumer<AccountSnapshot> alerted;

  /**
   * Reads and writes with these serdes, and lets this decider decide.
   *
   * @param partitions how many {@code account-balances} has
   * @param alerted told of each account that is low now, from the stream thread
   */
  public AccountsTopology(
      PaymentSerdes serdes,
      Decider<Account, AccountEvent, AccountEffect> decider,
      int partitions,
      Consumer<AccountSnapshot> alerted) {
    this.serdes = serdes;
    this.decider = decider;
    this.partitions = partitions;
    this.alerted = alerted;
  }

  /** Adds the flow and its stores. */
  public void addTo(StreamsBuilder builder) {
    addStores(builder);
    KStream<String, AccountEffect> effects =
        legs(builder)
            .merge(commands(builder), Named.as("account-events"))
            .process(
                () -> new AccountProcessor(decider),
                Named.as("account-decisions"),
                ACCOUNTS,
                HOLDS,
                TRACES)
            .process(() -> new TransitProcessor(partitions), Named.as("counter-entries"), TRANSITS);
    write(passedLegs(effects), Topics.PAYMENTS_INFLIGHT, serdes.inFlight());
    KStream<String, Payment.Ended> ended = endedPayments(effects);
    write(ended, Topics.PAYMENTS_COMPLETE, serdes.ended());
    write(orderOutcomes(ended), Topics.ORDER_PAYMENTS, serdes.outcomes());
    KStream<String, AccountSnapshot> balances = balances(effects);
    write(balances, Topics.ACCOUNT_BALANCES, serdes.balances());
    write(alerts(balances), Topics.ACCOUNT_ALERTS, serdes.balances());
  }

  private static void addStores(StreamsBuilder builder) {
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(ACCOUNTS), Serdes.String(), StateSerdes.accounts()));
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(HOLDS), Serdes.String(), Serdes.String()));
    builder.addStateStore(KeptTraces.builder(TRACES));
    // Few accounts that change with every entry: cached, they are written down once per commit.
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(TRANSITS), Serdes.String(), StateSerdes.accounts())
            .withCachingEnabled());
  }

  private KStream<String, AccountEvent> legs(StreamsBuilder builder) {
    return builder.stream(
            Topics.PAYMENTS_INFLIGHT,
            Consumed.with(RecordKeys.serde(), serdes.inFlight())
                .withName("payments-inflight-source"))
        .filter((_, leg) -> Objects.nonNull(leg), Named.as("present-legs"))
        .mapValues(AccountEvent.Leg::new, Named.as("legs"));
  }

  private KStream<String, AccountEvent> commands(StreamsBuilder builder) {
    return builder.stream(
            Topics.ACCOUNT_COMMANDS,
            Consumed.with(RecordKeys.serde(), serdes.accountCommands())
                .withName("account-commands-source"))
        .filter((_, command) -> Objects.nonNull(command), Named.as("present-commands"))
        .mapValues(AccountEvent.Asked::new, Named.as("commands"));
  }

  private static KStream<String, Payment.InFlight> passedLegs(
      KStream<String, AccountEffect> effects) {
    return effects.flatMap(
        (_, effect) ->
            effect instanceof AccountEffect.Passed(Payment.InFlight leg)
                ? List.of(KeyValue.pair(leg.account(), leg))
                : List.of(),
        Named.as("passed-legs"));
  }

  private static KStream<String, Payment.Ended> endedPayments(
      KStream<String, AccountEffect> effects) {
    return effects.flatMap(
        (_, effect) ->
            effect instanceof AccountEffect.Ended(Payment.Ended payment)
                ? List.of(KeyValue.pair(payment.instruction().id(), payment))
                : List.of(),
        Named.as("ended-payments"));
  }

  private static KStream<String, OrderOutcome> orderOutcomes(KStream<String, Payment.Ended> ended) {
    return ended.flatMap(
        (_, payment) ->
            OrderOutcome.of(payment).stream()
                .map(outcome -> KeyValue.pair(outcome.orderId(), outcome))
                .toList(),
        Named.as("order-outcomes"));
  }

  private static KStream<String, AccountSnapshot> balances(KStream<String, AccountEffect> effects) {
    return effects.flatMap(
        (_, effect) ->
            effect instanceof AccountEffect.Changed changed
                ? List.of(KeyValue.pair(changed.account().id(), AccountSnapshot.of(changed)))
                : List.of(),
        Named.as("balances"));
  }

  private KStream<String, AccountSnapshot> alerts(KStream<String, AccountSnapshot> balances) {
    return balances
        .filter((_, account) -> account.isAlert(), Named.as("low-balances"))
        .peek((_, account) -> alerted.accept(account), Named.as("low-balance-alerts"));
  }

  private static <V> void write(KStream<String, V> values, String topic, Serde<V> serde) {
    values.to(topic, Produced.with(Serdes.String(), serde).withName(topic + "-sink"));
  }
}
