package dev.cascade.payments.topology;

import static dev.cascade.payments.Instructions.NOW;
import static dev.cascade.payments.Instructions.euros;
import static dev.cascade.payments.Instructions.followUp;
import static dev.cascade.payments.Instructions.incoming;
import static dev.cascade.payments.Instructions.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.payments.contract.PaymentSerdes;
import dev.cascade.payments.domain.Instruction;
import dev.cascade.payments.domain.Payment;
import dev.cascade.payments.domain.PaymentKind;
import dev.cascade.payments.domain.account.AccountEffect;
import dev.cascade.payments.domain.account.AccountSnapshot;
import dev.cascade.payments.domain.account.AccountStatus;
import dev.cascade.payments.domain.statistics.Flow;
import dev.cascade.payments.domain.statistics.Slot;
import dev.cascade.payments.domain.statistics.Throughput;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.GoldenTopology;
import dev.cascade.testing.PlainAvroSerde;
import dev.cascade.testing.TopologyHarness;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ViewsTopologyTest {

  private static final Duration SLOW = Duration.ofSeconds(1);

  private final PaymentSerdes serdes = PaymentSerdes.over(PlainAvroSerde::of);
  private final TopologyHarness harness = TopologyHarness.of(topology());
  private final TestInputTopic<String, Payment.InFlight> legs =
      harness.input(Topics.PAYMENTS_INFLIGHT, serdes.inFlight());
  private final TestInputTopic<String, Payment.Ended> ends =
      harness.input(Topics.PAYMENTS_COMPLETE, serdes.ended());
  private final TestInputTopic<String, Payment.Confirmed> confirmed =
      harness.input(Topics.PAYMENTS_CONFIRMED, serdes.confirmed());
  private final TestInputTopic<String, AccountSnapshot> balances =
      harness.input(Topics.ACCOUNT_BALANCES, serdes.balances());

  private Topology topology() {
    return new ViewsTopology(
            serdes,
            PaymentViews.of(serdes, 10),
            new ViewsTopology.Retentions(
                Duration.ofDays(7), Duration.ofDays(90), Duration.ofHours(1), SLOW))
        .topology();
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void theTopologyIsTheOneInTheGoldenFile() {
    GoldenTopology.assertMatches(topology(), "payments-views");
  }

  @Test
  void aPaymentIsInFlightFromTheGateToItsEnd() {
    Payment.Debit debit = incoming(transfer("p", "a", "b", 5)).enter(NOW);
    legs.pipeInput("a", debit);
    legs.pipeInput("b", debit.debited(NOW));
    assertThat(flow(debit).inFlight().count()).isEqualTo(1);

    ends.pipeInput("p", debit.debited(NOW).credited(NOW));

    assertThat(flow(debit).inFlight().count()).isZero();
  }

  @Test
  void aConfirmedPaymentIsInTheWindowOfItsMinuteUntilTheRetentionIsOver() {
    Payment.Complete complete =
        incoming(transfer("p", "a", "b", 5)).enter(NOW).debited(NOW).credited(NOW.plusMillis(1500));
    Payment.Confirmed done = complete.confirm(NOW.plusSeconds(2));

    confirmed.pipeInput("p", done);

    Throughput window = window(done);
    assertThat(window.confirmed().count()).isEqualTo(1);
    assertThat(window.percentileMillis(0.5)).isEqualTo(1500);
    assertThat(window.outliers()).extracting(Throughput.Outlier::paymentId).containsExactly("p");
    confirmed.pipeInput("q", confirmedLater());
    assertThat(window(done)).isNull();
  }

  @Test
  void aVoidMovedNothingSoItIsNotAmongTheConfirmed() {
    Instruction release =
        followUp(PaymentKind.VOID, "v", "h", 5).following(transfer("h", "a", "b", 5), euros(5));
    Payment.Debit debit = incoming(release).enter(NOW);
    legs.pipeInput("a", debit);
    ends.pipeInput("v", debit.released(NOW));

    confirmed.pipeInput("v", debit.released(NOW).confirm(NOW));

    assertThat(flow(debit).inFlight().count()).isZero();
    assertThat(flow(debit).confirmed().count()).isZero();
    assertThat(window(debit)).isNull();
  }

  @Test
  void anEntryIsALineOfTheStatementAndACommandIsNot() {
    balances.pipeInput("a", snapshot(1, new AccountEffect.Answer("c", "")));
    balances.pipeInput("a", snapshot(2, new AccountEffect.Entry("p", 5, false)));

    KeyValueStore<String, AccountSnapshot> lines = harness.store(ViewsTopology.STATEMENTS);
    assertThat(lines.get(StatementKey.of("a", 1))).isNull();
    assertThat(lines.get(StatementKey.of("a", 2)).balance()).isEqualTo(euros(5));
  }

  @Test
  void anAnswerIsKeptWhenAnEntryOvertakesItAndForgottenLater() {
    balances.pipeInput("a", snapshot(1, new AccountEffect.Answer("c", "The balance is not zero.")));
    balances.pipeInput("a", snapshot(2, new AccountEffect.Entry("p", 5, false)));

    KeyValueStore<String, AccountSnapshot> answers = harness.store(ViewsTopology.ANSWERS);
    assertThat(answers.get(ViewsTopology.answerKey("a", "c")).cause())
        .isEqualTo(new AccountEffect.Answer("c", "The balance is not zero."));
    harness.advance(Duration.ofHours(2));
    assertThat(answers.get(ViewsTopology.answerKey("a", "c"))).isNull();
  }

  @Test
  void aPaymentLeavesTheViewsWhenItsTopicsForgetIt() {
    Payment.Complete complete =
        incoming(transfer("p", "a", "b", 5)).enter(NOW).debited(NOW).credited(NOW);
    ends.pipeInput("p", complete);
    confirmed.pipeInput("p", complete.confirm(NOW));
    KeyValueStore<String, Payment> ended = harness.store("complete-view");
    KeyValueStore<String, Payment> done = harness.store("confirmed-view");

    harness.advance(Duration.ofDays(6));
    assertThat(ended.get("p")).isNotNull();
    harness.advance(Duration.ofDays(2));

    assertThat(ended.get("p")).isNull();
    assertThat(done.get("p")).isNull();
  }

  @Test
  void aSubmittedPaymentLeavesTheViewToo() {
    harness
        .input(Topics.PAYMENTS_INCOMING, serdes.incoming())
        .pipeInput("p", incoming(transfer("p", "a", "b", 5)));
    KeyValueStore<String, Payment> submitted = harness.store("incoming-view");

    harness.advance(Duration.ofDays(6));
    assertThat(submitted.get("p")).isNotNull();
    harness.advance(Duration.ofDays(2));
    assertThat(submitted.get("p")).isNull();
  }

  @Test
  void aLineOfAStatementIsKeptForItsRetention() {
    balances.pipeInput("a", snapshot(1, new AccountEffect.Entry("p", 5, false)));
    KeyValueStore<String, AccountSnapshot> lines = harness.store(ViewsTopology.STATEMENTS);

    harness.advance(Duration.ofDays(89));
    assertThat(lines.get(StatementKey.of("a", 1))).isNotNull();
    harness.advance(Duration.ofDays(2));
    assertThat(lines.get(StatementKey.of("a", 1))).isNull();
  }

  private Flow flow(Payment payment) {
    return harness.<String, Flow>store(ViewsTopology.FLOWS).get(Slot.of(payment).keyOn(0));
  }

  private @Nullable Throughput window(Payment payment) {
    WindowStore<String, Throughput> windows =
        harness.driver().getWindowStore(ViewsTopology.THROUGHPUT);
    return windows.fetch(
        Slot.of(payment).keyOn(0), Throughput.windowStart(payment.at()).toEpochMilli());
  }

  private static Payment.Confirmed confirmedLater() {
    Instant later = NOW.plus(Duration.ofHours(2));
    return incoming(transfer("q", "a", "b", 5))
        .enter(later)
        .debited(later)
        .credited(later)
        .confirm(later);
  }

  private static AccountSnapshot snapshot(long version, AccountEffect.Cause cause) {
    return new AccountSnapshot("a", AccountStatus.OPEN, euros(5), 0, 0, cause, version, NOW);
  }
}
