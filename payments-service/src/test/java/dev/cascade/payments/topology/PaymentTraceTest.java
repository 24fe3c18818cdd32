package dev.cascade.payments.topology;

import static dev.cascade.payments.Instructions.NOW;
import static dev.cascade.payments.Instructions.authorisation;
import static dev.cascade.payments.Instructions.incoming;
import static dev.cascade.payments.Instructions.refund;
import static dev.cascade.payments.Instructions.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cascade.payments.contract.PaymentSerdes;
import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.MerchantAccounts;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.account.AccountCommand;
import dev.cascade.payments.domain.account.AccountDecider;
import dev.cascade.payments.domain.account.AccountEvent;
import dev.cascade.payments.domain.account.AccountPolicy;
import dev.cascade.payments.domain.gate.GateDecider;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.PlainAvroSerde;
import dev.cascade.testing.SampledTrace;
import dev.cascade.testing.TopologyHarness;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** What becomes of a payment is in its trace, also when it waited for another one, or for time. */
class PaymentTraceTest {

  private static final Duration HOLD = Duration.ofMinutes(5);
  private static final SampledTrace ITS_OWN = SampledTrace.of('a');
  private static final SampledTrace ANOTHER = SampledTrace.of('b');

  private final PaymentSerdes serdes = PaymentSerdes.over(PlainAvroSerde::of);

  @Test
  void aPaymentMovesInItsTrace() {
    try (TopologyHarness harness = TopologyHarness.of(accounts(false))) {
      open(harness, "world", "shop");

      legs(harness).pipeInput(ITS_OWN.record("world", debit(transfer("p", "world", "shop", 5))));

      assertThat(ends(harness)).containsExactly(tuple("p", ITS_OWN.id()));
      assertThat(
              harness
                  .output(Topics.PAYMENTS_CONFIRMED, serdes.confirmed())
                  .readRecordsToList()
                  .stream()
                  .map(SampledTrace::idOf))
          .containsExactly(ITS_OWN.id());
    }
  }

  @Test
  void aDebitThatWaitedForAnotherPaymentGoesOnInItsOwnTrace() {
    try (OneAccount world = new OneAccount("world")) {
      Payment.Debit first = incoming(transfer("first", "world", "shop", 5)).enter(NOW);
      world.process(new AccountEvent.Leg(first), ANOTHER);
      world.process(new AccountEvent.Leg(debit(transfer("second", "world", "shop", 5))), ITS_OWN);
      assertThat(world.passed()).containsExactly(tuple("first", ANOTHER.id()));

      Payment.Complete paid = first.debited(NOW).credited(NOW);
      world.process(new AccountEvent.Leg(paid.settled()), ANOTHER);

      assertThat(world.passed())
          .containsExactly(tuple("first", ANOTHER.id()), tuple("second", ITS_OWN.id()));
      assertThat(world.keptTraces()).isZero();
    }
  }

  @Test
  void aHoldThatExpiresEndsInTheTraceOfItsAuthorisation() {
    try (TopologyHarness harness = TopologyHarness.of(accounts(false))) {
      open(harness, "world", "shop");
      legs(harness)
          .pipeInput(ITS_OWN.record("world", debit(authorisation("a", "world", "shop", 5))));
      harness.advance(HOLD.plusSeconds(2));

      assertThat(ends(harness)).containsExactly(tuple("a", ITS_OWN.id()), tuple("a", ITS_OWN.id()));
      assertThat(harness.store(AccountsTopology.TRACES).approximateNumEntries()).isZero();
    }
  }

  @Test
  void aRefundThatWaitedForTheEndOfItsPaymentEntersInItsOwnTrace() {
    try (TopologyHarness harness = TopologyHarness.of(gate())) {
      TestInputTopic<String, Payment.Incoming> submitted =
          harness.input(Topics.PAYMENTS_INCOMING, serdes.incoming());
      Instruction paid = transfer("p", "a", "b", 5);
      submitted.pipeInput(ANOTHER.record("p", incoming(paid)));
      submitted.pipeInput(ITS_OWN.record("r", incoming(refund("r", "p", 5))));

      harness
          .input(Topics.PAYMENTS_COMPLETE, serdes.ended())
          .pipeInput(ANOTHER.record("p", incoming(paid).enter(NOW).debited(NOW).credited(NOW)));

      assertThat(passed(harness))
          .containsExactly(tuple("p", ANOTHER.id()), tuple("r", ITS_OWN.id()));
      assertThat(harness.store(GateTopology.TRACES).approximateNumEntries()).isZero();
    }
  }

  private Topology accounts(boolean singleDebit) {
    StreamsBuilder builder = new StreamsBuilder();
    new OrderIntakeTopology(serdes, new MerchantAccounts("EUR")).addTo(builder);
    AccountPolicy policy = new AccountPolicy(singleDebit, 100, HOLD);
    new AccountsTopology(serdes, new AccountDecider(policy), 2, _ -> {}).addTo(builder);
    new ConfirmationTopology(serdes).addTo(builder);
    return builder.build();
  }

  private Topology gate() {
    StreamsBuilder builder = new StreamsBuilder();
    new GateTopology(serdes, new GateDecider(), Duration.ofDays(30), () -> {}).addTo(builder);
    return builder.build();
  }

  private TestInputTopic<String, Payment.InFlight> legs(TopologyHarness harness) {
    return harness.input(Topics.PAYMENTS_INFLIGHT, serdes.inFlight());
  }

  private static Payment.InFlight debit(Instruction instruction) {
    return incoming(instruction).enter(NOW);
  }

  private void open(TopologyHarness harness, String... accounts) {
    for (String account : accounts) {
      harness
          .input(Topics.ACCOUNT_COMMANDS, serdes.accountCommands())
          .pipeInput(
              account,
              new AccountCommand(
                  account, "open", new AccountCommand.Open("EUR", Long.MAX_VALUE), NOW));
    }
  }

  /** Payments that ended, with the trace of the record that says so. */
  private List<Tuple> ends(TopologyHarness harness) {
    return told(harness.output(Topics.PAYMENTS_COMPLETE, serdes.ended()));
  }

  private List<Tuple> passed(TopologyHarness harness) {
    return told(harness.output(Topics.PAYMENTS_INFLIGHT, serdes.inFlight()));
  }

  private static List<Tuple> told(TestOutputTopic<String, ? extends Payment> topic) {
    return topic.readRecordsToList().stream()
        .map(it -> tuple(it.value().instruction().id(), SampledTrace.idOf(it)))
        .toList();
  }
}
