package dev.cascade.payments.topology;

import dev.cascade.payments.contract.PaymentSerdes;
import dev.cascade.payments.contract.StateSerdes;
import dev.cascade.payments.domain.Decider;
import dev.cascade.payments.domain.OrderOutcome;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.gate.GateEvent;
import dev.cascade.payments.domain.gate.Ledger;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.serde.RecordKeys;
import dev.cascade.streams.tracing.KeptTraces;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/**
 * Who may enter: {@code payments-incoming, payments-complete -> payments-inflight,
 * payments-complete, order-payments}.
 *
 * <p>A payment and its follow-ups meet at the ledger of the payment's id: follow-ups, and how they
 * ended, travel there through a repartition topic. The whole application can be paused, and then
 * nothing enters.
 */
public final class GateTopology {

  static final String LEDGERS = "payment-ledgers";
  static final String TRACES = "follow-up-traces";
  private static final String FOLLOW_UPS = "follow-ups";

  private final PaymentSerdes serdes;
  private final Decider<Ledger, GateEvent, Payment.Gated> decider;
  private final Duration retention;
  private final Runnable entered;

  /**
   * A gate.
   *
   * @param retention how long a payment is remembered after its last change
   * @param entered told of each payment that enters, from the stream thread
   */
  public GateTopology(
      PaymentSerdes serdes,
      Decider<Ledger, GateEvent, Payment.Gated> decider,
      Duration retention,
      Runnable entered) {
    this.serdes = serdes;
    this.decider = decider;
    this.retention = retention;
    this.entered = entered;
  }

  /** Adds the flow and its store. */
  public void addTo(StreamsBuilder builder) {
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(LEDGERS), Serdes.String(), StateSerdes.ledgers()));
    builder.addStateStore(KeptTraces.builder(TRACES));
    KStream<String, Payment.Gated> gated =
        byLedger(submissions(builder).merge(ends(builder), Named.as("gate-events")))
            .process(
                () -> new GateProcessor(decider, retention),
                Named.as("gate-decisions"),
                LEDGERS,
                TRACES);
    write(debits(gated), Topics.PAYMENTS_INFLIGHT, serdes.inFlight());
    KStream<String, Payment.Ended> rejections = rejections(gated);
    write(rejections, Topics.PAYMENTS_COMPLETE, serdes.ended());
    write(orderOutcomes(rejections), Topics.ORDER_PAYMENTS, serdes.outcomes());
  }

  private KStream<String, GateEvent> submissions(StreamsBuilder builder) {
    return builder.stream(
            Topics.PAYMENTS_INCOMING,
            Consumed.with(RecordKeys.serde(), serdes.incoming())
                .withName("payments-incoming-source"))
        .filter((_, payment) -> Objects.nonNull(payment), Named.as("present-submissions"))
        .mapValues(GateEvent.Submitted::new, Named.as("submissions"));
  }

  private KStream<String, GateEvent> ends(StreamsBuilder builder) {
    return builder.stream(
            Topics.PAYMENTS_COMPLETE,
            Consumed.with(RecordKeys.serde(), serdes.ended()).withName("payments-complete-source"))
        .filter((_, payment) -> Objects.nonNull(payment), Named.as("present-ends"))
        .mapValues(GateEvent.Ended::new, Named.as("ends"));
  }

  private static KStream<String, GateEvent> byLedger(KStream<String, GateEvent> events) {
    KStream<String, GateEvent> followUps =
        events
            .filter((_, event) -> event.isFollowUp(), Named.as("follow-up-events"))
            .selectKey((_, event) -> event.ledgerId(), Named.as("follow-ups-by-ledger"))
            .repartition(
                Repartitioned.with(Serdes.String(), StateSerdes.gateEvents()).withName(FOLLOW_UPS));
    return events
        .filterNot((_, event) -> event.isFollowUp(), Named.as("original-events"))
        .merge(followUps, Named.as("events-by-ledger"));
  }

  private KStream<String, Payment.InFlight> debits(KStream<String, Payment.Gated> gated) {
    return gated
        .flatMap(
            (_, payment) ->
                payment instanceof Payment.Debit debit
                    ? List.of(KeyValue.<String, Payment.InFlight>pair(debit.account(), debit))
                    : List.of(),
            Named.as("debits"))
        .peek((_, _) -> entered.run(), Named.as("entered-payments"));
  }

  private static KStream<String, Payment.Ended> rejections(KStream<String, Payment.Gated> gated) {
    return gated.flatMap(
        (_, payment) ->
            payment instanceof Payment.Rejected rejected
                ? List.of(
                    KeyValue.<String, Payment.Ended>pair(rejected.instruction().id(), rejected))
                : List.of(),
        Named.as("rejections"));
  }

  private static KStream<String, OrderOutcome> orderOutcomes(
      KStream<String, Payment.Ended> rejections) {
    return rejections.flatMap(
        (_, payment) ->
            OrderOutcome.of(payment).stream()
                .map(outcome -> KeyValue.pair(outcome.orderId(), outcome))
                .toList(),
        Named.as("order-outcomes"));
  }

  private static <V> void write(KStream<String, V> values, String topic, Serde<V> serde) {
    values.to(topic, Produced.with(Serdes.String(), serde).withName(topic + "-sink"));
  }
}
