package dev.cascade.fraud.topology;

import dev.cascade.fraud.contract.TopicSerdes;
import dev.cascade.fraud.domain.CustomerOrder;
import dev.cascade.fraud.domain.FraudAlert;
import dev.cascade.fraud.domain.FraudDecider;
import dev.cascade.fraud.domain.FraudFact;
import dev.cascade.fraud.domain.FraudFact.Alerted;
import dev.cascade.fraud.domain.FraudFact.Audited;
import dev.cascade.fraud.domain.FraudFact.Judged;
import dev.cascade.fraud.domain.FraudFact.Reviewed;
import dev.cascade.fraud.domain.FraudFact.Spent;
import dev.cascade.fraud.domain.Review;
import dev.cascade.fraud.domain.ReviewDecision;
import dev.cascade.fraud.domain.SpendingEvent;
import dev.cascade.fraud.domain.SpendingLimits;
import dev.cascade.fraud.domain.SpendingReport;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.serde.RecordKeys;
import java.time.Duration;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Judges each order by what its customer spends, one thread per customer.
 *
 * <pre>
 * customer-orders --------+--> judge --> order-validations
 * customers --------------+          --> fraud-alerts
 * fraud-review-decisions -+          --> customer-spending
 *                                    --> fraud-reviews
 *                                    --> audit-events
 * </pre>
 *
 * <p>All are keyed by customer and have as many partitions, so a customer's orders and level and
 * what reviewers decide on his orders meet in one task.
 */
public final class SpendingTopology {

  /** The application's name. */
  public static final String NAME = "fraud-spending";

  /** Reviews are kept for days: what is over may stay for a minute. */
  private static final Duration REVIEWS_LOOK = Duration.ofMinutes(1);

  private static final String AUDITED_SERVICE = "fraud-service";

  private final TopicSerdes serdes;
  private final FraudDecider decider;
  private final SpendingLimits limits;
  private final Reviewing reviewing;
  private final Sweeping sweeping;
  private final FraudMeters meters;

  /** The topology. */
  public SpendingTopology(
      TopicSerdes serdes,
      FraudDecider decider,
      SpendingLimits limits,
      Reviewing reviewing,
      Sweeping sweeping,
      FraudMeters meters) {
    this.serdes = serdes;
    this.decider = decider;
    this.limits = limits;
    this.reviewing = reviewing;
    this.sweeping = sweeping;
    this.meters = meters;
  }

  /** Builds it. */
  public Topology build() {
    StreamsBuilder builder = new StreamsBuilder();
    KStream<String, FraudFact> facts =
        spendingEvents(builder)
            .process(new SpendingProcessors(), Named.as("judge-orders"))
            .merge(endedReviews(builder), Named.as("facts"));
    keepLevels(builder);
    writeVerdicts(facts);
    writeAlerts(facts);
    writeSpending(facts);
    writeReviews(facts);
    writeAudits(facts);
    return builder.build();
  }

  private KStream<String, SpendingEvent> spendingEvents(StreamsBuilder builder) {
    return source(builder, Topics.CUSTOMER_ORDERS, serdes.customerOrders())
        .filter((customerId, order) -> order != null, Named.as("customer-orders"))
        .mapValues(SpendingTopology::spendingEvent, Named.as("spending-events"));
  }

  private KStream<String, FraudFact> endedReviews(StreamsBuilder builder) {
    return source(builder, Topics.FRAUD_REVIEW_DECISIONS, serdes.decisions())
        .filter((customerId, decision) -> decision != null, Named.as("review-decisions"))
        .mapValues(SpendingTopology::reviewDecision, Named.as("decisions-of-customers"))
        .process(
            () -> new ReviewProcessor(reviewSweeping(), meters),
            Named.as("end-reviews"),
            FraudStores.REVIEWS);
  }

  private Sweeping reviewSweeping() {
    return new Sweeping(reviewing.memory(), REVIEWS_LOOK, sweeping.entries());
  }

  private void keepLevels(StreamsBuilder builder) {
    source(builder, Topics.CUSTOMERS, serdes.customerLevels())
        .process(LevelKeeper::new, Named.as("keep-levels"), FraudStores.LEVELS);
  }

  private void writeVerdicts(KStream<String, FraudFact> facts) {
    facts
        .filter((orderId, fact) -> fact instanceof Judged, Named.as("verdicts"))
        .mapValues(fact -> (Judged) fact, Named.as("verdict-values"))
        .to(Topics.ORDER_VALIDATIONS, written(serdes.verdicts(), "write-verdicts"));
  }

  private void writeAlerts(KStream<String, FraudFact> facts) {
    facts
        .filter((customerId, fact) -> fact instanceof Alerted, Named.as("alerts"))
        .mapValues(SpendingTopology::alert, Named.as("alert-values"))
        .to(Topics.FRAUD_ALERTS, written(serdes.alerts(), "write-alerts"));
  }

  private void writeSpending(KStream<String, FraudFact> facts) {
    facts
        .filter((customerId, fact) -> fact instanceof Spent, Named.as("spending-changes"))
        .mapValues(SpendingTopology::report, Named.as("spending-values"))
        .to(Topics.CUSTOMER_SPENDING, written(serdes.spending(), "write-spending"));
  }

  private void writeReviews(KStream<String, FraudFact> facts) {
    facts
        .filter((orderId, fact) -> fact instanceof Reviewed, Named.as("review-changes"))
        .mapValues(SpendingTopology::review, Named.as("review-values"))
        .to(Topics.FRAUD_REVIEWS, written(serdes.reviews(), "write-reviews"));
  }

  private void writeAudits(KStream<String, FraudFact> facts) {
    facts
        .filter((orderId, fact) -> fact instanceof Audited, Named.as("audits"))
        .map(
            (orderId, fact) -> KeyValue.pair(AUDITED_SERVICE, (Audited) fact),
            Named.as("audit-values"))
        .to(Topics.AUDIT_EVENTS, written(serdes.audits(), "write-audits"));
  }

  private static FraudAlert alert(FraudFact fact) {
    return ((Alerted) fact).alert();
  }

  @SuppressWarnings("NullAway") // null is the tombstone
  private static SpendingReport report(FraudFact fact) {
    return ((Spent) fact).report().orElse(null);
  }

  @SuppressWarnings("NullAway") // null is the tombstone
  private static Review review(FraudFact fact) {
    return ((Reviewed) fact).review().orElse(null);
  }

  /**
   * What throws here becomes a dead letter: where the customer's reviews are not, it does not go.
   */
  private static ReviewDecision reviewDecision(
      @Nullable String customerId, ReviewDecision decision) {
    if (!decision.customerId().equals(customerId)) {
      throw new IllegalArgumentException("The key is not the customer of the order");
    }
    return decision;
  }

  /** What throws here becomes a dead letter: what is spent is summed by key. */
  private static SpendingEvent spendingEvent(@Nullable String customerId, CustomerOrder order) {
    if (!order.customerId().equals(customerId)) {
      throw new IllegalArgumentException("The key is not the customer of the order");
    }
    return order.event();
  }

  private static <V> Produced<String, V> written(Serde<V> values, String name) {
    return Produced.with(Serdes.String(), values).withName(name);
  }

  private static <V> KStream<String, V> source(
      StreamsBuilder builder, String topic, Serde<V> values) {
    return builder.stream(
        topic, Consumed.with(RecordKeys.serde(), values).withName("read-" + topic));
  }

  /** One processor for each task, with the stores. */
  private final class SpendingProcessors
      implements ProcessorSupplier<String, SpendingEvent, String, FraudFact> {

    @Override
    public Processor<String, SpendingEvent, String, FraudFact> get() {
      return new SpendingProcessor(decider, limits, reviewing.policy(), sweeping, meters);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return FraudStores.all();
    }
  }
}
