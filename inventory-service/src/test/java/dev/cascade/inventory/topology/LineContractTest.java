package dev.cascade.inventory.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.inventory.Products;
import dev.cascade.inventory.TestOrder;
import dev.cascade.inventory.contract.TopicSerdes;
import dev.cascade.inventory.domain.Memory;
import dev.cascade.schemas.OrderLineChange;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Product;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.PlainAvroSerde;
import dev.cascade.testing.PoisonRecords;
import dev.cascade.testing.TopologyHarness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
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

/** A line that breaks its contract is put aside, and the next one is decided. */
class LineContractTest {

  private static final String PRODUCT = "ipad";

  private final TopologyHarness harness =
      TopologyHarness.withDeadLetters(topology(), Topics.INVENTORY_DEAD_LETTERS);
  private final TestInputTopic<String, OrderLineChange> lines =
      harness.input(Topics.ORDER_LINES, PlainAvroSerde.of(OrderLineChange.class));
  private final TestOutputTopic<String, OrderValidation> verdicts =
      harness.output(Topics.ORDER_VALIDATIONS, PlainAvroSerde.of(OrderValidation.class));
  private final TestOutputTopic<String, byte[]> letters =
      harness.output(Topics.INVENTORY_DEAD_LETTERS, Serdes.ByteArray());

  @AfterEach
  void close() {
    harness.close();
  }

  static Stream<Named<Consumer<OrderLineChange>>> breaches() {
    return Stream.of(
        Named.of("another product than the key's", line -> line.setProductId("case")),
        Named.of("no product", line -> line.setProductId("")),
        Named.of("an endless product", line -> line.setProductId("x".repeat(1_001))),
        Named.of("no order", line -> line.setOrderId("")),
        Named.of("an endless order", line -> line.setOrderId("x".repeat(1_001))),
        Named.of("no number", line -> line.setNumber(0)));
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void aLineThatBreaksItsContractIsPutAside(Consumer<OrderLineChange> breach) {
    OrderLineChange line = line();
    breach.accept(line);

    lines.pipeInput(PRODUCT, line);

    isPutAsideAndTheNextIsDecided();
  }

  @Test
  void aLineWithoutKeyIsPutAside() {
    lines.pipeInput(null, line());

    isPutAsideAndTheNextIsDecided();
  }

  @Test
  void aRecordWithoutValueMeansNothing() {
    lines.pipeInput(PRODUCT, (OrderLineChange) null);

    assertThat(letters.isEmpty()).isTrue();
    assertThat(verdicts.isEmpty()).isTrue();
  }

  @Test
  void aLineThatIsNoAvroIsPutAside() {
    harness
        .input(Topics.ORDER_LINES, Serdes.ByteArray())
        .pipeInput(PRODUCT, PoisonRecords.withoutFrame());

    isPutAsideAndTheNextIsDecided();
  }

  private void isPutAsideAndTheNextIsDecided() {
    assertThat(letters.readValuesToList()).hasSize(1);
    assertThat(verdicts.isEmpty()).isTrue();

    harness
        .input(Topics.PRODUCTS, PlainAvroSerde.of(Product.class))
        .pipeInput(PRODUCT, Products.product(PRODUCT));
    lines.pipeInput(PRODUCT, line());
    assertThat(verdicts.readValuesToList()).hasSize(1);
  }

  private OrderLineChange line() {
    return TestOrder.of("o-1", harness.now(), TestOrder.line(1, PRODUCT, 1)).ordered().getFirst();
  }

  private static Topology topology() {
    TopicSerdes serdes = TopicSerdes.over(PlainAvroSerde::of);
    return new ReservationsTopology(
            serdes,
            new Memory(Duration.ofHours(1), Duration.ofDays(7)),
            new Sweeping(Duration.ofSeconds(1), 3),
            new InventoryMeters(new SimpleMeterRegistry(), 2))
        .build();
  }
}
