package dev.cascade.payments.topology;

import static dev.cascade.payments.Instructions.NOW;
import static dev.cascade.payments.Instructions.euros;
import static dev.cascade.payments.Instructions.incoming;
import static dev.cascade.payments.Instructions.refund;
import static dev.cascade.payments.Instructions.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.payments.contract.PaymentSerdes;
import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.OrderOutcome;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.PaymentKind;
import dev.cascade.payments.domain.gate.GateDecider;
import dev.cascade.payments.domain.gate.Ledger;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.GoldenTopology;
import dev.cascade.testing.PlainAvroSerde;
import dev.cascade.testing.TopologyHarness;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GateTopologyTest {

  private static final Duration RETENTION = Duration.ofDays(30);

  private final PaymentSerdes serdes = PaymentSerdes.over(PlainAvroSerde::of);
  private final AtomicInteger entered = new AtomicInteger();
  private final TopologyHarness harness = TopologyHarness.of(topology());
  private final TestInputTopic<String, Payment.Incoming> incoming =
      harness.input(Topics.PAYMENTS_INCOMING, serdes.incoming());
  private final TestInputTopic<String, Payment.Ended> ends =
      harness.input(Topics.PAYMENTS_COMPLETE, serdes.ended());
  private final TestOutputTopic<String, Payment.InFlight> inFlight =
      harness.output(Topics.PAYMENTS_INFLIGHT, serdes.inFlight());
  private final TestOutputTopic<String, Payment.Ended> rejected =
      harness.output(Topics.PAYMENTS_COMPLETE, serdes.ended());
  private final TestOutputTopic<String, OrderOutcome> outcomes =
      harness.output(Topics.ORDER_PAYMENTS, serdes.outcomes());

  private Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    new GateTopology(serdes, new GateDecider(), RETENTION, () -> entered.incrementAndGet())
        .addTo(builder);
    return builder.build();
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void theTopologyIsTheOneInTheGoldenFile() {
    GoldenTopology.assertMatches(topology(), "payments-gate");
  }

  @Test
  void aPaymentEntersOnceHoweverOftenItIsSubmitted() {
    incoming.pipeInput("p", incoming(transfer("p", "a", "b", 5)));
    incoming.pipeInput("p", incoming(transfer("p", "a", "b", 5)));

    KeyValue<String, Payment.InFlight> debit = inFlight.readKeyValue();
    assertThat(debit.key).isEqualTo("a");
    assertThat(debit.value).isInstanceOf(Payment.Debit.class);
    assertThat(inFlight.isEmpty()).isTrue();
    assertThat(entered).hasValue(1);
  }

  @Test
  void anInvalidPaymentOfAnOrderIsRejectedAndTheOrderIsTold() {
    Instruction free =
        new Instruction("order-1", PaymentKind.TRANSFER, null, "1", "a", "merchant", euros(0), NOW);

    incoming.pipeInput("order-1", incoming(free));

    assertThat(rejected.readValue().reason().code()).isEqualTo("amount-not-positive");
    KeyValue<String, OrderOutcome> outcome = outcomes.readKeyValue();
    assertThat(outcome.key).isEqualTo("1");
    assertThat(outcome.value.verdict()).isEqualTo(OrderOutcome.Verdict.REFUSED);
  }

  @Test
  void anOrdersPaymentEntersAfterStrangersTriedToTakeItsPlace() {
    incoming.pipeInput("order-1", incoming(transfer("order-1", "stranger", "b", 5)));
    Instruction linked =
        new Instruction("x", PaymentKind.TRANSFER, "order-1", null, "stranger", "b", euros(5), NOW);
    incoming.pipeInput("x", incoming(linked));
    Instruction ofOrder =
        new Instruction("order-1", PaymentKind.TRANSFER, null, "1", "a", "merchant", euros(9), NOW);

    incoming.pipeInput("order-1", incoming(ofOrder));

    assertThat(rejected.readValuesToList())
        .extracting(it -> it.reason().code())
        .containsExactly("reserved-id", "original-mismatch");
    assertThat(inFlight.readValue().instruction()).isEqualTo(ofOrder);
    assertThat(inFlight.isEmpty()).isTrue();
    assertThat(outcomes.isEmpty()).isTrue();
    assertThat(ledger("order-1").original()).isEqualTo(ofOrder);
  }

  @Test
  void aRefundOfAnEndlessIdIsRefusedAndLeavesNothing() {
    incoming.pipeInput("r", incoming(refund("r", "x".repeat(300_000), 1)));

    assertThat(rejected.readValue().reason().code()).isEqualTo("invalid-id");
    assertThat(harness.<String, Ledger>store(GateTopology.LEDGERS).approximateNumEntries())
        .isZero();
  }

  @Test
  void aRefundWaitsForItsOriginalAndGoesTheOtherWay() {
    Instruction paid = transfer("p", "a", "b", 500);
    incoming.pipeInput("p", incoming(paid));
    Payment.Debit debit = (Payment.Debit) inFlight.readValue();
    incoming.pipeInput("r", incoming(refund("r", "p", 200)));
    assertThat(inFlight.isEmpty()).isTrue();

    ends.pipeInput("p", debit.debited(NOW).credited(NOW));

    KeyValue<String, Payment.InFlight> back = inFlight.readKeyValue();
    assertThat(back.key).isEqualTo("b");
    assertThat(back.value.instruction().creditor()).isEqualTo("a");
    assertThat(back.value.instruction().amount()).isEqualTo(euros(200));
  }

  @Test
  void anIdIsKnownUntilItsLedgerIsRetiredAndNewAfterIt() {
    Instruction paid = transfer("p", "a", "b", 500);
    incoming.pipeInput("p", incoming(paid));
    Payment.Debit debit = (Payment.Debit) inFlight.readValue();
    harness.advance(Duration.ofDays(20));
    ends.pipeInput("p", debit.debited(NOW).credited(NOW));

    harness.advance(RETENTION);
    incoming.pipeInput("p", incoming(paid));
    assertThat(inFlight.isEmpty()).isTrue();

    harness.advance(Duration.ofMinutes(1));
    assertThat(ledger("p")).isNull();
    incoming.pipeInput("p", incoming(paid));
    assertThat(inFlight.readValue()).isInstanceOf(Payment.Debit.class);
  }

  @Test
  void theLedgerOfAPaymentThatIsUnderWayIsNeverRetired() {
    incoming.pipeInput("p", incoming(transfer("p", "a", "b", 500)));

    harness.advance(RETENTION.multipliedBy(2));
    harness.advance(Duration.ofMinutes(1));

    assertThat(ledger("p")).isNotNull();
  }

  private Ledger ledger(String id) {
    return harness.<String, Ledger>store(GateTopology.LEDGERS).get(id);
  }
}
