package dev.cascade.fraud.topology;

import static dev.cascade.fraud.TestOrders.ended;
import static dev.cascade.fraud.TestOrders.placed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.fraud.contract.TopicSerdes;
import dev.cascade.fraud.domain.CustomerLevel;
import dev.cascade.fraud.domain.FraudDecider;
import dev.cascade.fraud.domain.SpendingLimits;
import dev.cascade.fraud.domain.SpendingWindow;
import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerOrderChange;
import dev.cascade.schemas.CustomerSpending;
import dev.cascade.schemas.FraudAlert;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Reason;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.GoldenTopology;
import dev.cascade.testing.PlainAvroSerde;
import dev.cascade.testing.SampledTrace;
import dev.cascade.testing.TopologyHarness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpendingTopologyTest {

  private static final Instant START = TopologyHarness.START;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Topology topology = topology();
  private final TopologyHarness harness = TopologyHarness.of(topology);
  private final TestInputTopic<String, CustomerOrderChange> orders =
      harness.input(Topics.CUSTOMER_ORDERS, PlainAvroSerde.of(CustomerOrderChange.class));
  private final TestInputTopic<String, Customer> customers =
      harness.input(Topics.CUSTOMERS, PlainAvroSerde.of(Customer.class));
  private final TestOutputTopic<String, OrderValidation> verdicts =
      harness.output(Topics.ORDER_VALIDATIONS, PlainAvroSerde.of(OrderValidation.class));
  private final TestOutputTopic<String, FraudAlert> alerts =
      harness.output(Topics.FRAUD_ALERTS, PlainAvroSerde.of(FraudAlert.class));
  private final TestOutputTopic<String, CustomerSpending> spending =
      harness.output(Topics.CUSTOMER_SPENDING, PlainAvroSerde.of(CustomerSpending.class));

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void theTopologyIsTheOneThatIsRunning() {
    GoldenTopology.assertMatches(topology, SpendingTopology.NAME);
  }

  @Test
  void theViewsAreTheOnesThatAreRunning() {
    GoldenTopology.assertMatches(new FraudViews(serdes()).build(), FraudViews.NAME);
  }

  @Test
  void anOrderWithinTheLimitPasses() {
    place(placed("o-1", "c-1", 200_000, START));

    OrderValidation verdict = verdicts.readValue();
    assertThat(verdict.getOrderId()).isEqualTo("o-1");
    assertThat(verdict.getRule()).isEqualTo("fraud");
    assertThat(verdict.getLine()).isNull();
    assertThat(verdict.getVerdict()).isEqualTo(Verdict.PASS);
    assertThat(verdict.getReasons()).isEmpty();
    assertThat(verdict.getDecidedAt()).isEqualTo(START);
    assertThat(alerts.isEmpty()).isTrue();
  }

  @Test
  void anOrderOverTheLimitFailsAndRaisesAnAlert() {
    place(placed("o-1", "c-1", 150_000, START));
    place(placed("o-2", "c-1", 50_001, START.plusMillis(1)));

    verdicts.readValue();
    KeyValue<String, OrderValidation> refused = verdicts.readKeyValue();
    assertThat(refused.key).isEqualTo("o-2");
    assertThat(refused.value.getVerdict()).isEqualTo(Verdict.FAIL);
    assertThat(refused.value.getReasons())
        .containsExactly(
            new Reason(
                "fraud",
                "over-limit",
                "The customer's orders of one hour would come to 2000.01 EUR; the limit is 2000.00"
                    + " EUR."));
    KeyValue<String, FraudAlert> alert = alerts.readKeyValue();
    assertThat(alert.key).isEqualTo("c-1");
    assertThat(alert.value.getOrderId()).isEqualTo("o-2");
    assertThat(alert.value.getWindowTotal()).isEqualTo(new Money(200_001L, "EUR"));
    assertThat(alert.value.getLimit()).isEqualTo(new Money(200_000L, "EUR"));
    assertThat(meters.counter("cascade.fraud.alerts").count()).isEqualTo(1);
  }

  @Test
  void whatIsToldOfAnOrderIsInItsTrace() {
    SampledTrace trace = SampledTrace.of('a');
    orders.pipeInput(trace.record("c-1", placed("o-1", "c-1", 200_001, START)));

    assertThat(SampledTrace.idOf(verdicts.readRecord())).isEqualTo(trace.id());
    assertThat(SampledTrace.idOf(alerts.readRecord())).isEqualTo(trace.id());
    assertThat(SampledTrace.idOf(spending.readRecord())).isEqualTo(trace.id());
  }

  @Test
  void anotherCustomersOrdersDoNotCount() {
    place(placed("o-1", "c-1", 200_000, START));
    place(placed("o-2", "c-10", 200_000, START));

    assertThat(verdicts.readValuesToList())
        .extracting(OrderValidation::getVerdict)
        .containsExactly(Verdict.PASS, Verdict.PASS);
  }

  @Test
  void anOrderThatEndsGivesItsValueBack() {
    CustomerOrderChange first = placed("o-1", "c-1", 200_000, START);
    place(first);
    place(ended(first));
    place(placed("o-2", "c-1", 200_000, START));

    assertThat(verdicts.readValuesToList())
        .extracting(OrderValidation::getVerdict)
        .containsExactly(Verdict.PASS, Verdict.PASS);
  }

  @Test
  void aRepeatedRecordRepeatsTheVerdictAndNoAlert() {
    place(placed("o-1", "c-1", 200_001, START));
    place(placed("o-1", "c-1", 200_001, START));

    assertThat(verdicts.readValuesToList())
        .extracting(OrderValidation::getVerdict)
        .containsExactly(Verdict.FAIL, Verdict.FAIL);
    assertThat(alerts.readValuesToList()).hasSize(1);
  }

  @Test
  void theLimitFollowsTheCustomersLevel() {
    customers.pipeInput("c-1", customer("c-1", dev.cascade.schemas.CustomerLevel.PLATINUM));
    place(placed("o-1", "c-1", 900_000, START));
    customers.pipeInput("c-1", null);
    place(placed("o-2", "c-1", 1, START));

    assertThat(verdicts.readValuesToList())
        .extracting(OrderValidation::getVerdict)
        .containsExactly(Verdict.PASS, Verdict.FAIL);
  }

  @Test
  void anOrderThatIsLateWithinTheGraceMeetsWhatIsAnHourOlder() {
    place(placed("o-1", "c-1", 200_000, START.plusMillis(1)));
    harness.advance(Duration.ofMinutes(70));
    place(placed("late", "c-1", 1, START.plus(Duration.ofHours(1))));

    assertThat(verdicts.readValuesToList())
        .extracting(OrderValidation::getVerdict)
        .containsExactly(Verdict.PASS, Verdict.FAIL);
  }

  @Test
  void anOrderThatNeedsNoVerdictCountsThoughItIsOverTheLimit() {
    CustomerOrderChange free = placed("o-1", "c-1", 200_001, START);
    free.setRequiredRules(List.of("inventory"));
    place(free);
    place(placed("o-2", "c-1", 1, START));

    assertThat(verdicts.readValuesToList())
        .extracting(OrderValidation::getVerdict)
        .containsExactly(Verdict.FAIL, Verdict.FAIL);
  }

  @Test
  void anUnknownCurrencyIsForOthersToRefuse() {
    CustomerOrderChange order = placed("o-1", "c-1", 1_000_000, START);
    order.setTotal(new Money(1_000_000L, "ZZZ"));

    place(order);

    assertThat(verdicts.readValue().getVerdict()).isEqualTo(Verdict.PASS);
    assertThat(spending.isEmpty()).isTrue();
  }

  @Test
  void whatIsSpentIsToldAfterEachChange() {
    CustomerOrderChange order = placed("o-1", "c-1", 499, START);
    place(order);
    place(ended(order));

    assertThat(spending.readValuesToList())
        .flatExtracting(CustomerSpending::getCurrencies)
        .extracting(spent -> spent.getTotal().getMinorUnits())
        .containsExactly(499L, 0L);
  }

  @Test
  void whatIsTooOldToMatterIsForgotten() {
    place(placed("o-1", "c-1", 100, START));
    place(placed("o-2", "c-1", 999_999, START.plusSeconds(1)));
    place(placed("o-3", "c-2", 100, START.plusSeconds(2)));
    spending.readKeyValuesToList();

    harness.advance(Duration.ofMinutes(70).plusMillis(1));
    assertThat(harness.<Object, Object>store(FraudStores.LIVE).approximateNumEntries())
        .isEqualTo(1);
    harness.advance(Duration.ofSeconds(3)); // one look, which may take one of two
    harness.advance(Duration.ofSeconds(1));

    assertThat(spending.readKeyValuesToList())
        .containsExactly(KeyValue.pair("c-1", null), KeyValue.pair("c-2", null));
    for (String store : new String[] {FraudStores.ORDERS, FraudStores.LIVE, FraudStores.SPENDING}) {
      assertThat(harness.<Object, Object>store(store).all().hasNext()).as(store).isFalse();
    }
  }

  private void place(CustomerOrderChange order) {
    orders.pipeInput(order.getCustomerId(), order);
  }

  private static Customer customer(String id, dev.cascade.schemas.CustomerLevel level) {
    return Customer.newBuilder().setId(id).setName("Somebody").setLevel(level).build();
  }

  private Topology topology() {
    return new SpendingTopology(
            serdes(),
            new FraudDecider(new SpendingWindow(Duration.ofHours(1))),
            new SpendingLimits(
                new BigDecimal("2000.00"),
                Map.of(),
                Map.of(CustomerLevel.PLATINUM, new BigDecimal("10000.00"))),
            Reviewing.NONE,
            Sweeping.after(Duration.ofHours(1), Duration.ofMinutes(10), Duration.ofSeconds(1), 1),
            new FraudMeters(meters))
        .build();
  }

  private static TopicSerdes serdes() {
    return TopicSerdes.over(PlainAvroSerde::of);
  }
}
