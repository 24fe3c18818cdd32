package dev.cascade.fraud.topology;

import dev.cascade.fraud.contract.TopicSerdes;
import dev.cascade.fraud.domain.CustomerOrder;
import dev.cascade.fraud.domain.FraudAlert;
import dev.cascade.fraud.domain.FraudDecider;
import dev.cascade.fraud.domain.FraudFact;
import dev.cascade.fraud.domain.FraudFact.Alerted;
import dev.cascade.fraud.domain.FraudFact.Judged;
import dev.cascade.fraud.domain.FraudFact.Spent;
import dev.cascade.fraud.domain.SpendingEvent;
import dev.cascade.fraud.domain.SpendingLimits;
import dev.cascade.fraud.domain.SpendingReport;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.serde.RecordKeys;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
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
 * customer-orders --+--> judge --> order-validations
 * customers --------+          --> fraud-alerts
 *                              --> customer-spending
 * </pre>
 *
 * <p>Both are keyed by customer and have as many partitions, so a customer's orders and level meet
 * in one task.
 */
public final class SpendingTopology {

  /** The application's name. */
  public static final String NAME = "fraud-spending";

  private final TopicSerdes serdes;
  private final FraudDecider decider;
  private final SpendingLimits limits;
  private final Sweeping sweeping;
  private final FraudMeters meters;

  /** The topology. */
  public SpendingTopology(
      TopicSerdes serdes,
      FraudDecider decider,
      SpendingLimits limits,
      Sweeping sweeping,
      FraudMeters meters) {
    this.serdes = serdes;
    this.decider = decider;
    this.limits = limits;
    this.sweeping = sweeping;
    this.meters = meters;
  }

  /** Builds it. */
  public Topology build() {
    StreamsBuilder builder = new StreamsBuilder();
    KStream<String, FraudFact> facts =
        spendingEvents(builder).process(new SpendingProcessors(), Named.as("judge-orders"));
    keepLevels(builder);
    writeVerdicts(facts);
    writeAlerts(facts);
    writeSpending(facts);
    return builder.build();
  }

  private KStream<String, SpendingEvent> spendingEvents(StreamsBuilder builder) {
    return source(builder, Topics.CUSTOMER_ORDERS, serdes.customerOrders())
        .filter((customerId, order) -> order != null, Named.as("customer-orders"))
        .mapValues(SpendingTopology::spendingEvent, Named.as("spending-events"));
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

  private static FraudAlert alert(FraudFact fact) {
    return ((Alerted) fact).alert();
  }

  @SuppressWarnings("NullAway") // null is the tombstone
  private static SpendingReport report(FraudFact fact) {
    return ((Spent) fact).report().orElse(null);
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
      return new SpendingProcessor(decider, limits, sweeping, meters);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return FraudStores.all();
    }
  }
}
