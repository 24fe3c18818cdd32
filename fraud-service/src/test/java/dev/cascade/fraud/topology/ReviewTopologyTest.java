package dev.cascade.fraud.topology;

import static dev.cascade.fraud.TestOrders.ended;
import static dev.cascade.fraud.TestOrders.placed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.fraud.contract.TopicSerdes;
import dev.cascade.fraud.domain.FraudDecider;
import dev.cascade.fraud.domain.ReviewBand;
import dev.cascade.fraud.domain.ReviewPolicy;
import dev.cascade.fraud.domain.SpendingLimits;
import dev.cascade.fraud.domain.SpendingWindow;
import dev.cascade.schemas.AuditEvent;
import dev.cascade.schemas.CustomerOrderChange;
import dev.cascade.schemas.FraudReview;
import dev.cascade.schemas.FraudReviewDecision;
import dev.cascade.schemas.FraudReviewRuling;
import dev.cascade.schemas.FraudReviewState;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Reason;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.PlainAvroSerde;
import dev.cascade.testing.SampledTrace;
import dev.cascade.testing.TopologyHarness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An order of 1,800 to 2,000 waits ten minutes for a person. */
class ReviewTopologyTest {

  private static final Instant START = TopologyHarness.START;
  private static final Duration TIME = Duration.ofMinutes(10);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final TopologyHarness harness =
      TopologyHarness.withDeadLetters(topology(), Topics.FRAUD_DEAD_LETTERS);
  private final TestInputTopic<String, CustomerOrderChange> orders =
      harness.input(Topics.CUSTOMER_ORDERS, PlainAvroSerde.of(CustomerOrderChange.class));
  private final TestInputTopic<String, FraudReviewDecision> decisions =
      harness.input(Topics.FRAUD_REVIEW_DECISIONS, PlainAvroSerde.of(FraudReviewDecision.class));
  private final TestOutputTopic<String, OrderValidation> verdicts =
      harness.output(Topics.ORDER_VALIDATIONS, PlainAvroSerde.of(OrderValidation.class));
  private final TestOutputTopic<String, FraudReview> reviews =
      harness.output(Topics.FRAUD_REVIEWS, PlainAvroSerde.of(FraudReview.class));
  private final TestOutputTopic<String, AuditEvent> audits =
      harness.output(Topics.AUDIT_EVENTS, PlainAvroSerde.of(AuditEvent.class));

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void anOrderBelowTheBandPassesAndLeavesNoReview() {
    place("o-1", 179_999);

    assertThat(verdicts.readValue().getVerdict()).isEqualTo(Verdict.PASS);
    assertThat(reviews.isEmpty()).isTrue();
  }

  @Test
  void anOrderNearTheLimitWaitsForAPerson() {
    place("o-1", 180_000);

    KeyValue<String, OrderValidation> pending = verdicts.readKeyValue();
    assertThat(pending.key).isEqualTo("o-1");
    assertThat(pending.value.getVerdict())
        .as("what who knows of no reviews takes it for")
        .isEqualTo(Verdict.ERROR);
    assertThat(pending.value.getReviewUntil())
        .isEqualTo(START.plus(TIME).plus(ReviewPolicy.TRAVEL));
    assertThat(pending.value.getReasons())
        .containsExactly(
            new Reason(
                "fraud",
                "under-review",
                "The customer's orders of one hour come to 1800.00 EUR, near the limit of 2000.00"
                    + " EUR: a person decides."));
    KeyValue<String, FraudReview> review = reviews.readKeyValue();
    assertThat(review.key).isEqualTo("o-1");
    assertThat(review.value.getState()).isEqualTo(FraudReviewState.OPEN);
    assertThat(review.value.getUntil()).isEqualTo(START.plus(TIME));
    assertThat(audits.isEmpty()).isTrue();
  }

  @Test
  void whatWaitsCountsAsSpent() {
    place("o-1", 180_000);
    place("o-2", 20_001);

    assertThat(verdicts.readValuesToList())
        .extracting(OrderValidation::getVerdict)
        .containsExactly(Verdict.ERROR, Verdict.FAIL);
    assertThat(reviews.readValuesToList()).hasSize(1);
  }

  @Test
  void whatIsApprovedPassesAndIsAudited() {
    place("o-1", 180_000);
    harness.advance(Duration.ofMinutes(3));
    decide("o-1", FraudReviewRuling.APPROVE, "ann", "known for years");

    assertThat(verdicts.readValuesToList().getLast())
        .satisfies(verdict -> {
          assertThat(verdict.getOrderId()).isEqualTo("o-1");
          assertThat(verdict.getVerdict()).isEqualTo(Verdict.PASS);
          assertThat(verdict.getReviewUntil()).isNull();
        });
    FraudReview review = reviews.readValuesToList().getLast();
    assertThat(review.getState()).isEqualTo(FraudReviewState.APPROVED);
    assertThat(review.getDecidedBy()).isEqualTo("ann");
    assertThat(review.getWhy()).isEqualTo("known for years");
    assertThat(review.getEndedAt()).isEqualTo(START.plus(Duration.ofMinutes(3)));
    KeyValue<String, AuditEvent> audit = audits.readKeyValue();
    assertThat(audit.key).isEqualTo("fraud-service");
    assertThat(audit.value.getAction()).isEqualTo("approve-order");
    assertThat(audit.value.getSubject()).isEqualTo("o-1");
    assertThat(audit.value.getActor()).isEqualTo("ann");
    assertThat(audit.value.getWhy()).isEqualTo("known for years");
  }

  @Test
  void anOrderWhoseIdAnEarlierOneHadIsReviewedAnew() {
    place("o-1", 180_000);
    decide("o-1", FraudReviewRuling.APPROVE, "ann", "known for years");
    harness.advance(Duration.ofHours(2));

    place("o-1", 180_000);

    assertThat(verdicts.readValuesToList().getLast().getReviewUntil())
        .isEqualTo(START.plus(Duration.ofHours(2)).plus(TIME).plus(ReviewPolicy.TRAVEL));
    assertThat(reviews.readValuesToList())
        .extracting(FraudReview::getState)
        .containsExactly(FraudReviewState.OPEN, FraudReviewState.APPROVED, FraudReviewState.OPEN);
  }

  @Test
  void whatIsDeclinedFailsWithTheReviewersReasonAndNoAlert() {
    CustomerOrderChange order = place("o-1", 180_000);
    decide("o-1", FraudReviewRuling.DECLINE, "ann", "another name on the card");

    OrderValidation verdict = verdicts.readValuesToList().getLast();
    assertThat(verdict.getVerdict()).isEqualTo(Verdict.FAIL);
    assertThat(verdict.getReasons())
        .containsExactly(
            new Reason(
                "fraud", "declined", "A reviewer declined the order: another name on the card"));
    assertThat(meters.counter("cascade.fraud.alerts").count()).isZero();

    orders.pipeInput("c-1", ended(order));
    place("o-2", 179_999);

    assertThat(verdicts.readValue().getVerdict()).as("its value is back").isEqualTo(Verdict.PASS);
    assertThat(reviews.readValuesToList())
        .extracting(FraudReview::getState)
        .containsExactly(FraudReviewState.OPEN, FraudReviewState.DECLINED);
  }

  @Test
  void theFirstDecisionCountsAndAnotherChangesNothing() {
    place("o-1", 180_000);
    decide("o-1", FraudReviewRuling.APPROVE, "ann", "fine");
    decide("o-1", FraudReviewRuling.DECLINE, "bob", "no");
    decide("o-1", FraudReviewRuling.APPROVE, "bob", "yes");

    assertThat(verdicts.readValuesToList())
        .extracting(OrderValidation::getVerdict)
        .containsExactly(Verdict.ERROR, Verdict.PASS);
    assertThat(reviews.readValuesToList()).hasSize(2);
    assertThat(audits.readValuesToList()).extracting(AuditEvent::getActor).containsExactly("ann");
  }

  @Test
  void aDecisionAfterTheTimeDecidesNothing() {
    place("o-1", 180_000);
    harness.advance(TIME);
    decide("o-1", FraudReviewRuling.APPROVE, "ann", "fine");

    assertThat(verdicts.readValuesToList()).hasSize(1);
    assertThat(reviews.readValuesToList())
        .extracting(FraudReview::getState)
        .containsExactly(FraudReviewState.OPEN, FraudReviewState.LAPSED);
    assertThat(audits.isEmpty()).isTrue();
  }

  @Test
  void aDecisionOnWhatNobodyReviewsChangesNothing() {
    place("o-1", 100);
    decide("o-1", FraudReviewRuling.DECLINE, "ann", "no");
    decide("ghost", FraudReviewRuling.DECLINE, "ann", "no");

    assertThat(verdicts.readValuesToList())
        .extracting(OrderValidation::getVerdict)
        .containsExactly(Verdict.PASS);
    assertThat(reviews.isEmpty()).isTrue();
    assertThat(letters()).isEmpty();
  }

  @Test
  void aReviewEndsWithItsOrder() {
    CustomerOrderChange cancelled = place("o-1", 180_000);
    orders.pipeInput("c-1", ended(cancelled));
    CustomerOrderChange forgotten = place("o-2", 180_000);
    harness.advance(TIME);
    orders.pipeInput("c-1", ended(forgotten));
    orders.pipeInput("c-1", ended(forgotten));

    assertThat(reviews.readKeyValuesToList())
        .extracting(each -> each.key + " " + each.value.getState())
        .containsExactly("o-1 OPEN", "o-1 WITHDRAWN", "o-2 OPEN", "o-2 LAPSED");
  }

  @Test
  void aRepeatedOrderIsToldWhatItsReviewSaysAndOpensNoOther() {
    CustomerOrderChange order = place("o-1", 180_000);
    orders.pipeInput("c-1", order);
    decide("o-1", FraudReviewRuling.APPROVE, "ann", "fine");
    orders.pipeInput("c-1", order);

    List<OrderValidation> told = verdicts.readValuesToList();
    assertThat(told)
        .extracting(OrderValidation::getVerdict)
        .containsExactly(Verdict.ERROR, Verdict.ERROR, Verdict.PASS, Verdict.PASS);
    assertThat(told.get(1).getReviewUntil()).isEqualTo(told.get(0).getReviewUntil());
    assertThat(reviews.readValuesToList()).hasSize(2);
  }

  @Test
  void anOrderThatDoesNotNeedTheRuleIsNotReviewed() {
    CustomerOrderChange free = placed("o-1", "c-1", 190_000, harness.now());
    free.setRequiredRules(List.of("inventory"));
    orders.pipeInput("c-1", free);

    assertThat(verdicts.readValue().getVerdict()).isEqualTo(Verdict.PASS);
    assertThat(reviews.isEmpty()).isTrue();
  }

  @Test
  void theGaugesTellHowManyWaitAndForHowLong() {
    place("o-1", 180_000);
    place("o-2", 10_000);
    assertThat(meters.get("cascade.fraud.reviews.open").gauge().value()).isEqualTo(2);

    decide("o-2", FraudReviewRuling.DECLINE, "ann", "no");
    assertThat(meters.get("cascade.fraud.reviews.open").gauge().value()).isEqualTo(1);
    decide("o-1", FraudReviewRuling.DECLINE, "ann", "no");
    assertThat(meters.get("cascade.fraud.reviews.open").gauge().value()).isZero();
    assertThat(meters.get("cascade.fraud.reviews.oldest").gauge().value()).isZero();
  }

  @Test
  void aReviewIsForgottenAfterItsMemoryAndIsTombstoned() {
    place("o-1", 180_000);
    decide("o-1", FraudReviewRuling.APPROVE, "ann", "fine");
    reviews.readValuesToList();
    harness.advance(Duration.ofDays(7).plusMinutes(2));

    assertThat(reviews.readKeyValuesToList()).containsExactly(KeyValue.pair("o-1", null));
    assertThat(harness.<Object, Object>store(FraudStores.REVIEWS).all().hasNext()).isFalse();
  }

  @Test
  void whatAnotherCustomersKeyCarriesBecomesADeadLetter() {
    place("o-1", 180_000);
    decisions.pipeInput("c-2", decision("o-1", FraudReviewRuling.APPROVE, "ann", "fine"));
    decisions.pipeInput(
        "c-1", decision("o-1", FraudReviewRuling.APPROVE, "ann", "x".repeat(10_001)));
    decide("o-1", FraudReviewRuling.DECLINE, "ann", "no");

    assertThat(letters()).hasSize(2);
    assertThat(verdicts.readValuesToList().getLast().getVerdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void theReviewIsInTheTraceOfWhoDecidedAndTheVerdictLeavesTheOrderInItsOwn() {
    place("o-1", 180_000);
    SampledTrace trace = SampledTrace.of('b');
    decisions.pipeInput(
        trace.record("c-1", decision("o-1", FraudReviewRuling.APPROVE, "ann", "fine")));

    assertThat(SampledTrace.idOf(reviews.readRecordsToList().getLast())).isEqualTo(trace.id());
    assertThat(verdicts.readRecordsToList().getLast().headers().toArray()).isEmpty();
  }

  private List<byte[]> letters() {
    return harness.output(Topics.FRAUD_DEAD_LETTERS, Serdes.ByteArray()).readValuesToList();
  }

  private CustomerOrderChange place(String id, long cents) {
    CustomerOrderChange order = placed(id, "c-1", cents, harness.now());
    orders.pipeInput("c-1", order);
    return order;
  }

  private void decide(String order, FraudReviewRuling ruling, String by, String why) {
    decisions.pipeInput("c-1", decision(order, ruling, by, why));
  }

  private FraudReviewDecision decision(
      String order, FraudReviewRuling ruling, String by, String why) {
    return new FraudReviewDecision(
        "d-" + order + ruling + by, order, "c-1", ruling, by, why, harness.now());
  }

  private Topology topology() {
    return new SpendingTopology(
            TopicSerdes.over(PlainAvroSerde::of),
            new FraudDecider(new SpendingWindow(Duration.ofHours(1))),
            new SpendingLimits(new BigDecimal("2000.00"), Map.of(), Map.of()),
            new Reviewing(
                new ReviewPolicy(
                    new ReviewBand(Optional.of(new BigDecimal("0.9")), Map.of()), TIME),
                Duration.ofDays(7)),
            Sweeping.after(
                Duration.ofHours(1), Duration.ofMinutes(10), Duration.ofSeconds(1), 1_000),
            new FraudMeters(meters))
        .build();
  }
}
