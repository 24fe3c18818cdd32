package dev.cascade.inventory.topology;

import static dev.cascade.inventory.TestOrder.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.inventory.Products;
import dev.cascade.inventory.TestOrder;
import dev.cascade.inventory.TestOrder.Line;
import dev.cascade.inventory.contract.TopicSerdes;
import dev.cascade.inventory.domain.LineState;
import dev.cascade.inventory.domain.Memory;
import dev.cascade.schemas.OrderLineChange;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Product;
import dev.cascade.schemas.Reason;
import dev.cascade.schemas.StockAdjusted;
import dev.cascade.schemas.StockLevel;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.GoldenTopology;
import dev.cascade.testing.PlainAvroSerde;
import dev.cascade.testing.SampledTrace;
import dev.cascade.testing.TopologyHarness;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReservationsTopologyTest {

  private static final TopicSerdes SERDES = TopicSerdes.over(PlainAvroSerde::of);

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final TopologyHarness harness = TopologyHarness.of(topology(registry));
  private final TestInputTopic<String, OrderLineChange> lines =
      harness.input(Topics.ORDER_LINES, PlainAvroSerde.of(OrderLineChange.class));
  private final TestInputTopic<String, Product> products =
      harness.input(Topics.PRODUCTS, PlainAvroSerde.of(Product.class));
  private final TestInputTopic<String, StockAdjusted> adjustments =
      harness.input(Topics.STOCK_ADJUSTMENTS, PlainAvroSerde.of(StockAdjusted.class));
  private final TestOutputTopic<String, OrderValidation> verdicts =
      harness.output(Topics.ORDER_VALIDATIONS, PlainAvroSerde.of(OrderValidation.class));
  private final TestOutputTopic<String, StockLevel> levels =
      harness.output(Topics.STOCK_LEVELS, PlainAvroSerde.of(StockLevel.class));

  private static Topology topology(MeterRegistry registry) {
    return new ReservationsTopology(
            SERDES,
            new Memory(Duration.ofHours(1), Duration.ofDays(7)),
            new Sweeping(Duration.ofSeconds(1), 3),
            new InventoryMeters(registry, 2))
        .build();
  }

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void theTopologyIsTheAgreedOne() {
    GoldenTopology.assertMatches(topology(new SimpleMeterRegistry()), ReservationsTopology.NAME);
  }

  @Test
  void theViewsAreTheAgreedOnes() {
    GoldenTopology.assertMatches(new InventoryViews(SERDES, 1).build(), InventoryViews.NAME);
  }

  @Test
  void anOrderHoldsItsStockUntilItEnds() {
    stock("ipad", 10);
    TestOrder order = order("o-1", line(1, "ipad", 4));
    say(order.ordered());
    StockLevel held = latest("ipad");
    say(order.ended());

    assertThat(held.getReserved()).isEqualTo(4);
    assertThat(latest("ipad").getReserved()).isZero();
    assertThat(latest("ipad").getOnHand()).isEqualTo(10);
    assertThat(verdicts.readValuesToList())
        .extracting(OrderValidation::getVerdict)
        .containsExactly(Verdict.PASS);
  }

  @Test
  void aShippedOrderLeavesTheWarehouse() {
    stock("ipad", 10);
    TestOrder order = order("o-1", line(1, "ipad", 4));
    say(order.ordered());
    say(order.shipped());

    assertThat(latest("ipad").getOnHand()).isEqualTo(6);
    assertThat(latest("ipad").getReserved()).isZero();
  }

  @Test
  void everyLineGetsItsOwnVerdictByOrder() {
    stock("ipad", 10);
    stock("jumper", 1);
    say(order("o-1", line(1, "ipad", 4), line(2, "jumper", 2), line(3, "unheard-of", 1)).ordered());

    List<OrderValidation> all = verdicts.readValuesToList();
    assertThat(all).extracting(OrderValidation::getLine).containsExactlyInAnyOrder(1, 2, 3);
    assertThat(all).allSatisfy(verdict -> assertThat(verdict.getRule()).isEqualTo("inventory"));
    assertThat(codes(all, 1)).isEmpty();
    assertThat(codes(all, 2)).containsExactly("out-of-stock");
    assertThat(codes(all, 3)).containsExactly("unknown-product");
  }

  @Test
  void aVerdictIsInTheTraceOfItsLine() {
    SampledTrace trace = SampledTrace.of('a');
    order("o-1", line(1, "ipad", 4))
        .ordered()
        .forEach(change -> lines.pipeInput(trace.record(change.getProductId(), change)));

    assertThat(SampledTrace.idOf(verdicts.readRecord())).isEqualTo(trace.id());
  }

  @Test
  void aVerdictIsKeyedByTheOrder() {
    say(order("o-1", line(1, "ipad", 4)).ordered());

    assertThat(verdicts.readKeyValue().key).isEqualTo("o-1");
  }

  @Test
  void oneOfTwoOrdersGetsTheLastPiece() {
    stock("ipad", 1);
    say(order("o-1", line(1, "ipad", 1)).ordered());
    say(order("o-2", line(1, "ipad", 1)).ordered());

    assertThat(verdicts.readValuesToList())
        .extracting(OrderValidation::getVerdict)
        .containsExactly(Verdict.PASS, Verdict.FAIL);
  }

  @Test
  void aRepeatedRecordHoldsItsStockOnce() {
    stock("ipad", 10);
    TestOrder order = order("o-1", line(1, "ipad", 4));
    say(order.ordered());
    say(order.ordered());

    assertThat(latest("ipad").getReserved()).isEqualTo(4);
  }

  @Test
  void aDeadLetterReplayedAfterTheOrderEndedHoldsNothingEverAfter() {
    stock("ipad", 10);
    TestOrder order = order("o-1", line(1, "ipad", 4));
    say(order.ended());
    say(order.ordered());
    harness.advance(Duration.ofHours(3));
    say(order.ordered());

    assertThat(latest("ipad").getReserved()).isZero();
  }

  @Test
  void aWithdrawnProductCannotBeOrderedButKeepsItsStock() {
    stock("ipad", 10);
    products.pipeInput("ipad", (Product) null);
    say(order("o-1", line(1, "ipad", 1)).ordered());

    assertThat(codes(verdicts.readValuesToList(), 1)).containsExactly("unknown-product");
    assertThat(latest("ipad").getOnHand()).isEqualTo(10);
  }

  @Test
  void stockMayArriveBeforeItsProduct() {
    adjust("ipad", "a-1", 5);
    products.pipeInput("ipad", Products.product("ipad"));
    say(order("o-1", line(1, "ipad", 5)).ordered());

    assertThat(verdicts.readValue().getVerdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void aNewProductIsAnnouncedWithNothingOnHand() {
    products.pipeInput("ipad", Products.product("ipad"));
    products.pipeInput("ipad", Products.product("ipad"));

    assertThat(levels.readValuesToList()).extracting(StockLevel::getOnHand).containsExactly(0L);
  }

  @Test
  void aRepeatedAdjustmentIsAnsweredAndChangesNothing() {
    stock("ipad", 10);
    adjust("ipad", "a-1", 5);
    adjust("ipad", "a-1", 5);

    StockLevel level = latest("ipad");
    assertThat(level.getOnHand()).isEqualTo(15);
    assertThat(level.getLastAdjustment().getRepeated()).isTrue();
    assertThat(level.getLastAdjustment().getAccepted()).isTrue();
  }

  @Test
  void adjustingBelowWhatIsReservedIsRefusedWithAReason() {
    stock("ipad", 10);
    say(order("o-1", line(1, "ipad", 4)).ordered());
    adjust("ipad", "a-1", -7);

    StockLevel level = latest("ipad");
    assertThat(level.getOnHand()).isEqualTo(10);
    assertThat(level.getLastAdjustment().getAccepted()).isFalse();
    assertThat(level.getLastAdjustment().getReason()).isEqualTo("below-reserved");
  }

  @Test
  void eachAnnouncementHasTheNextVersion() {
    stock("ipad", 10);
    say(order("o-1", line(1, "ipad", 4)).ordered());

    assertThat(levels.readValuesToList())
        .extracting(StockLevel::getVersion)
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void theStoreFollowsOpenReservationsNotHistory() {
    stock("ipad", 1_000);
    List<TestOrder> orders =
        IntStream.range(0, 20).mapToObj(i -> order("o-" + i, line(1, "ipad", 1))).toList();
    orders.forEach(order -> say(order.ordered()));
    orders.stream().skip(4).forEach(order -> say(order.ended()));
    harness.advance(Duration.ofHours(2));
    for (int second = 0; second < 20; second++) {
      harness.advance(Duration.ofSeconds(1));
    }

    try (var left = harness.<Object, LineState>store(InventoryStores.LINES).all()) {
      assertThat(left).toIterable().hasSize(4);
    }
    assertThat(registry.get("cascade.inventory.reservations.open").gauge().value()).isEqualTo(4);
  }

  @Test
  void anAdjustmentIsForgottenWhenARepeatWouldBeTooLate() {
    stock("ipad", 10);
    harness.advance(Duration.ofDays(7));
    assertThat(rememberedAdjustments()).isEqualTo(1);

    harness.advance(Duration.ofSeconds(1));
    assertThat(rememberedAdjustments()).isZero();
  }

  @Test
  void linesOfOneProductInOneOrderAreHeldAndGivenBackEach() {
    stock("ipad", 10);
    TestOrder order = order("o-1", line(1, "ipad", 2), line(2, "ipad", 3));
    say(order.ordered());
    long held = latest("ipad").getReserved();
    say(order.ended());

    assertThat(held).isEqualTo(5);
    assertThat(latest("ipad").getReserved()).isZero();
  }

  @Test
  void theNumberOfProductsWithGaugesIsBounded() {
    stock("ipad", 1);
    stock("jumper", 2);
    stock("stocking", 3);

    assertThat(registry.find("cascade.inventory.stock.on.hand").gauges()).hasSize(2);
    assertThat(
            registry
                .get("cascade.inventory.stock.on.hand")
                .tag("product", "jumper")
                .gauge()
                .value())
        .isEqualTo(2);
  }

  @Test
  void refusalsAreCountedByReason() {
    say(order("o-1", line(1, "ipad", 4)).ordered());

    assertThat(
            registry
                .get("cascade.inventory.refusals")
                .tag("reason", "unknown-product")
                .counter()
                .count())
        .isEqualTo(1);
  }

  private TestOrder order(String id, Line... of) {
    return TestOrder.of(id, harness.now(), of);
  }

  private void say(List<OrderLineChange> changes) {
    changes.forEach(change -> lines.pipeInput(change.getProductId(), change));
  }

  private void stock(String product, long pieces) {
    products.pipeInput(product, Products.product(product));
    adjust(product, "initial", pieces);
  }

  private void adjust(String product, String id, long delta) {
    adjustments.pipeInput(product, Products.adjustment(product, id, delta, harness.now()));
  }

  private StockLevel latest(String product) {
    return StockLevel.newBuilder(
            levelsRead().stream()
                .filter(level -> level.getProductId().equals(product))
                .reduce((before, after) -> after)
                .orElseThrow())
        .build();
  }

  private final List<StockLevel> seen = new java.util.ArrayList<>();

  private List<StockLevel> levelsRead() {
    seen.addAll(levels.readValuesToList());
    return seen;
  }

  private int rememberedAdjustments() {
    int count = 0;
    try (var all = harness.<Object, Object>store(InventoryStores.ADJUSTMENTS).all()) {
      for (; all.hasNext(); all.next()) {
        count++;
      }
    }
    return count;
  }

  private static List<String> codes(List<OrderValidation> verdicts, int line) {
    return verdicts.stream()
        .filter(verdict -> verdict.getLine() == line)
        .flatMap(verdict -> verdict.getReasons().stream())
        .map(Reason::getCode)
        .toList();
  }
}
