package dev.cascade.fraud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.fraud.TestOrders;
import dev.cascade.fraud.contract.TopicSerdes;
import dev.cascade.fraud.domain.FraudDecider;
import dev.cascade.fraud.domain.SpendingLimits;
import dev.cascade.fraud.domain.SpendingWindow;
import dev.cascade.schemas.CustomerOrderChange;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.PlainAvroSerde;
import dev.cascade.testing.PoisonRecords;
import dev.cascade.testing.TopologyHarness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An order that breaks its contract is put aside, and the next one is judged. */
class CustomerOrderContractTest {

  private static final String CUSTOMER = "c-1";

  private final TopologyHarness harness =
      TopologyHarness.withDeadLetters(topology(), Topics.FRAUD_DEAD_LETTERS);
  private final TestInputTopic<String, CustomerOrderChange> orders =
      harness.input(Topics.CUSTOMER_ORDERS, PlainAvroSerde.of(CustomerOrderChange.class));
  private final TestOutputTopic<String, OrderValidation> verdicts =
      harness.output(Topics.ORDER_VALIDATIONS, PlainAvroSerde.of(OrderValidation.class));
  private final TestOutputTopic<String, byte[]> letters =
      harness.output(Topics.FRAUD_DEAD_LETTERS, Serdes.ByteArray());

  @AfterEach
  void close() {
    harness.close();
  }

  static Stream<Named<Consumer<CustomerOrderChange>>> breaches() {
    return Stream.of(
        Named.of("another customer than the key's", order -> order.setCustomerId("c-2")),
        Named.of("an endless customer", order -> order.setCustomerId("x".repeat(1_001))),
        Named.of("an endless id", order -> order.setOrderId("x".repeat(1_001))),
        Named.of("before 1970", order -> order.setOrderedAt(Instant.ofEpochMilli(-1))));
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void anOrderThatBreaksItsContractIsPutAside(Consumer<CustomerOrderChange> breach) {
    CustomerOrderChange order = order();
    breach.accept(order);

    orders.pipeInput(CUSTOMER, order);

    isPutAsideAndTheNextIsJudged();
  }

  @Test
  void anOrderWithoutKeyIsPutAside() {
    orders.pipeInput(null, order());

    isPutAsideAndTheNextIsJudged();
  }

  @Test
  void aRecordWithoutValueMeansNothing() {
    orders.pipeInput(CUSTOMER, (CustomerOrderChange) null);

    assertThat(letters.isEmpty()).isTrue();
    assertThat(verdicts.isEmpty()).isTrue();
  }

  @Test
  void anOrderThatIsNoAvroIsPutAside() {
    harness
        .input(Topics.CUSTOMER_ORDERS, Serdes.ByteArray())
        .pipeInput(CUSTOMER, PoisonRecords.withoutFrame());

    isPutAsideAndTheNextIsJudged();
  }

  private void isPutAsideAndTheNextIsJudged() {
    assertThat(letters.readValuesToList()).hasSize(1);
    assertThat(verdicts.isEmpty()).isTrue();

    orders.pipeInput(CUSTOMER, order());
    assertThat(verdicts.readValuesToList()).hasSize(1);
  }

  private CustomerOrderChange order() {
    return TestOrders.placed("o-1", CUSTOMER, 100, harness.now());
  }

  private static Topology topology() {
    TopicSerdes serdes = TopicSerdes.over(PlainAvroSerde::of);
    return new SpendingTopology(
            serdes,
            new FraudDecider(new SpendingWindow(Duration.ofHours(1))),
            new SpendingLimits(new BigDecimal("2000.00"), Map.of(), Map.of()),
            Reviewing.NONE,
            Sweeping.after(Duration.ofHours(1), Duration.ofMinutes(10), Duration.ofSeconds(1), 1),
            new FraudMeters(new SimpleMeterRegistry()))
        .build();
  }
}
