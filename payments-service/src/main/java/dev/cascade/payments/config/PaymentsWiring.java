package dev.cascade.payments.config;

import dev.cascade.payments.contract.PaymentSerdes;
import dev.cascade.payments.control.GateThrottle;
import dev.cascade.payments.domain.MerchantAccounts;
import dev.cascade.payments.domain.Money;
import dev.cascade.payments.domain.account.AccountDecider;
import dev.cascade.payments.domain.account.AccountPolicy;
import dev.cascade.payments.domain.gate.GateDecider;
import dev.cascade.payments.topology.AccountsTopology;
import dev.cascade.payments.topology.ConfirmationTopology;
import dev.cascade.payments.topology.GateTopology;
import dev.cascade.payments.topology.OrderIntakeTopology;
import dev.cascade.payments.topology.PaymentViews;
import dev.cascade.payments.topology.ViewsTopology;
import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.runtime.StreamsApplication;
import dev.cascade.streams.serde.AvroSerdes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;

/** Puts the service together from its parts. */
@ApplicationScoped
class PaymentsWiring {

  /** Holds every total and every open window; nothing else of the views is cached. */
  private static final long STATISTICS_CACHE_BYTES = 1024 * 1024;

  /** Holds the transit accounts of some hundred currencies and partitions. */
  private static final long TRANSIT_CACHE_BYTES = 64 * 1024;

  /**
   * What a busy transaction writes to one partition, some hundred payments. A batch that is full is
   * sent before the commit flushes, in a request of its own.
   */
  private static final int BATCH_BYTES = 128 * 1024;

  private static final Map<String, Object> LARGE_BATCHES =
      Map.of(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);

  /** Nobody who reads a payment notices; seven records of each payment are read in fewer rounds. */
  private static final Duration HARDLY_LATER = Duration.ofMillis(20);

  @Produces
  @Singleton
  PaymentSerdes paymentSerdes(AvroSerdes avro) {
    return PaymentSerdes.over(avro);
  }

  @Produces
  @Singleton
  MerchantAccounts merchants(PaymentsSettings settings) {
    return new MerchantAccounts(settings.defaultCurrency());
  }

  @Produces
  @Singleton
  PaymentViews paymentViews(PaymentSerdes serdes, PaymentsSettings settings) {
    return PaymentViews.of(serdes, settings.maxWaiters());
  }

  @Produces
  @Singleton
  StreamsApplication accounts(
      PaymentSerdes serdes,
      MerchantAccounts merchants,
      PaymentsSettings settings,
      LowBalanceAlerts alerts) {
    AccountDecider decider = new AccountDecider(policy(settings));
    return StreamsApplication.decider(
            Applications.ACCOUNTS,
            Topics.PAYMENTS_DEAD_LETTERS,
            () -> accountsTopology(serdes, merchants, decider, alerts))
        .with(LARGE_BATCHES)
        .with(Map.of(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, TRANSIT_CACHE_BYTES));
  }

  private static Topology accountsTopology(
      PaymentSerdes serdes,
      MerchantAccounts merchants,
      AccountDecider decider,
      LowBalanceAlerts alerts) {
    StreamsBuilder builder = new StreamsBuilder();
    new OrderIntakeTopology(serdes, merchants).addTo(builder);
    int partitions = TopicCatalogue.load().topic(Topics.ACCOUNT_BALANCES).partitions();
    new AccountsTopology(serdes, decider, partitions, alerts::raised).addTo(builder);
    new ConfirmationTopology(serdes).addTo(builder);
    return builder.build();
  }

  /** The accounts application sends the dead letters of payments-complete. */
  @Produces
  @Singleton
  StreamsApplication gate(PaymentSerdes serdes, PaymentsSettings settings, GateThrottle throttle) {
    GateTopology topology =
        new GateTopology(
            serdes, new GateDecider(), settings.ledgerRetention(), throttle::paymentEntered);
    return StreamsApplication.decider(
            Applications.GATE,
            Topics.PAYMENTS_DEAD_LETTERS,
            () -> {
              StreamsBuilder builder = new StreamsBuilder();
              topology.addTo(builder);
              return builder.build();
            })
        .skipping(Topics.PAYMENTS_COMPLETE)
        .with(LARGE_BATCHES);
  }

  /** The deciders send the dead letters of the topics that they read too. */
  @Produces
  @Singleton
  StreamsApplication views(PaymentSerdes serdes, PaymentViews views, PaymentsSettings settings) {
    ViewsTopology topology =
        new ViewsTopology(
            serdes,
            views,
            new ViewsTopology.Retentions(
                settings.paymentRetention(),
                settings.statementRetention(),
                settings.throughputRetention(),
                settings.outlierThreshold()));
    return StreamsApplication.views(
            Applications.VIEWS, Topics.PAYMENTS_DEAD_LETTERS, topology::topology)
        .skipping(Topics.PAYMENTS_INCOMING, Topics.PAYMENTS_INFLIGHT, Topics.PAYMENTS_COMPLETE)
        .with(Map.of(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, STATISTICS_CACHE_BYTES))
        .gathering(HARDLY_LATER);
  }

  private static AccountPolicy policy(PaymentsSettings settings) {
    long low =
        Money.parse(settings.lowBalance().toPlainString(), settings.defaultCurrency())
            .orElseThrow(
                () -> new IllegalArgumentException("cascade.payments.low-balance is no amount"))
            .minorUnits();
    return new AccountPolicy(settings.singleDebit(), low, settings.holdTime());
  }
}
