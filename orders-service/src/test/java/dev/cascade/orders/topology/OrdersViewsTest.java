package dev.cascade.orders.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.orders.contract.Orders;
import dev.cascade.orders.domain.OrderEvent.Judgement;
import dev.cascade.orders.domain.OrderHead;
import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.orders.domain.OrderState;
import dev.cascade.orders.domain.RequestPosition;
import dev.cascade.orders.domain.SomeOrders;
import dev.cascade.orders.topology.ReflectedRequests.Mark;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.query.CommittedView;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.query.Waiters;
import dev.cascade.testing.GoldenTopology;
import dev.cascade.testing.PlainAvroSerde;
import dev.cascade.testing.TopologyHarness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrdersViewsTest {

  private final List<String> heard = new ArrayList<>();
  private final Waiters<OrderSnapshot> waiters = new Waiters<>(1);
  private final ReflectedRequests reflected = new ReflectedRequests();
  private final TopologyHarness harness = TopologyHarness.of(topology());
  private final TestInputTopic<String, OrderSnapshot> orders =
      harness.input(Topics.ORDERS, Orders.snapshots(PlainAvroSerde.of(Order.class)));

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void theTopologyIsTheOneThatRunningSystemsHaveStateOf() {
    GoldenTopology.assertMatches(topology(), OrdersViews.NAME);
  }

  @Test
  void theViewHasTheLatestRecordOfEachOrder() {
    orders.pipeInput("1", order("1", OrderState.CREATED, null));
    orders.pipeInput("1", order("1", OrderState.VALIDATED, OrderState.CREATED));

    OrderSnapshot latest = harness.<String, OrderSnapshot>store(OrdersViews.ORDERS_VIEW).get("1");
    assertThat(latest.state()).isEqualTo(OrderState.VALIDATED);
  }

  @Test
  void theIndexHasAnOrderOnceForItsCustomerAndOnceForItsState() {
    orders.pipeInput("1", order("1", OrderState.CREATED, null));
    orders.pipeInput("1", order("1", OrderState.VALIDATED, OrderState.CREATED));
    orders.pipeInput("2", order("2", OrderState.CREATED, null));

    assertThat(on(IndexKeys.Shelf.of("c-1"))).containsExactly("1", "2");
    assertThat(on(IndexKeys.Shelf.of(OrderState.VALIDATED))).containsExactly("1");
    assertThat(on(IndexKeys.Shelf.of(OrderState.CREATED))).containsExactly("2");
  }

  @Test
  void anOrderThatIsFoundOnTwoShelvesIsListedOnceAsItIsNow() {
    OrderSnapshot created = order("1", OrderState.CREATED, null);
    OrderSnapshot validated = order("1", OrderState.VALIDATED, OrderState.CREATED);
    OrderSnapshot other = order("2", OrderState.CREATED, null);

    assertThat(OrderLists.latestOfEach(List.of(created, other, validated)))
        .containsExactly(validated, other);
    assertThat(OrderLists.latestOfEach(List.of(validated, created))).containsExactly(validated);
  }

  @Test
  void whoSeesAnOrderInTheViewFindsItInTheIndexToo() {
    List<String> listed = new ArrayList<>();
    CompletionStage<Optional<OrderSnapshot>> waiting =
        waiters.await(
            "1",
            order -> listed.addAll(on(IndexKeys.Shelf.of("c-1"))),
            Optional::empty,
            Deadline.in(Duration.ofMinutes(1)));

    orders.pipeInput("1", order("1", OrderState.CREATED, null));

    assertThat(waiting.toCompletableFuture()).succeedsWithin(Duration.ofSeconds(10));
    assertThat(listed).containsExactly("1");
  }

  @Test
  void whoIsReleasedByAnOrderFindsItInTheView() {
    List<OrderState> seen = new ArrayList<>();
    CompletionStage<Optional<OrderSnapshot>> waiting =
        waiters.await(
            "1",
            order -> seen.add(inTheView("1").state()),
            Optional::empty,
            Deadline.in(Duration.ofMinutes(1)));

    orders.pipeInput("1", order("1", OrderState.CREATED, null));

    assertThat(waiting.toCompletableFuture()).succeedsWithin(Duration.ofSeconds(10));
    assertThat(seen).containsExactly(OrderState.CREATED);
  }

  @Test
  void whoWaitsWhenAPartitionLeavesLooksAgainForWhereItIs() {
    CompletionStage<Optional<OrderSnapshot>> waiting =
        waiters.await("1", _ -> true, Optional::empty, Deadline.in(Duration.ofMinutes(1)));

    TopologyHarness.of(topology()).close();

    assertThat(waiting.toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withCauseInstanceOf(InvalidStateStoreException.class);
  }

  @Test
  void theIndexIsDerivedAgainFromARestoredView() {
    orders.pipeInput("1", order("1", OrderState.CREATED, null));
    orders.pipeInput("2", order("2", OrderState.VALIDATED, OrderState.CREATED));
    KeyValueStore<Bytes, byte[]> lost = harness.store(OrdersViews.INDEX);
    try (var all = lost.all()) {
      all.forEachRemaining(entry -> lost.delete(entry.key));
    }
    assertThat(on(IndexKeys.Shelf.of("c-1"))).isEmpty();

    MockProcessorContext<Void, Void> newTask = new MockProcessorContext<>();
    newTask.addStateStore(harness.store(OrdersViews.INDEX));
    newTask.addStateStore(harness.store(OrdersViews.ORDERS_VIEW));
    new OrdersIndex(reflected).init(newTask);

    assertThat(on(IndexKeys.Shelf.of("c-1"))).containsExactlyInAnyOrder("1", "2");
    assertThat(on(IndexKeys.Shelf.of(OrderState.VALIDATED))).containsExactly("2");
    assertThat(reflected.mark(0).position()).contains(new RequestPosition(0, 1));
  }

  @Test
  void theViewTellsUpToWhichRequestItReflects() {
    assertThat(reflected.mark(0).position()).contains(new RequestPosition(0, -1));
    orders.pipeInput("1", order("1", OrderState.CREATED, null));

    Mark mark = reflected.mark(0);
    assertThat(mark.position()).contains(new RequestPosition(0, 1));
    assertThat(reflected.mark(1).position()).as("a partition that is elsewhere").isEmpty();
    reflected.open(0);
    assertThat(mark.position()).as("a partition that came back").isEmpty();
  }

  private OrderSnapshot inTheView(String id) {
    return harness.<String, OrderSnapshot>store(OrdersViews.ORDERS_VIEW).get(id);
  }

  @Test
  void aForgottenOrderLeavesViewAndIndex() {
    orders.pipeInput("1", order("1", OrderState.CREATED, null));
    orders.pipeInput("1", null);

    assertThat(harness.store(OrdersViews.ORDERS_VIEW).get("1")).isNull();
    assertThat(on(IndexKeys.Shelf.of("c-1"))).isEmpty();
    assertThat(harness.store(OrdersViews.INDEX).get(IndexKeys.ofOrder("1"))).isNull();
  }

  @Test
  void theFeedHearsOrdersAndVerdicts() {
    TestInputTopic<String, OrderValidation> verdicts =
        harness.input(Topics.ORDER_VALIDATIONS, PlainAvroSerde.of(OrderValidation.class));

    orders.pipeInput("1", order("1", OrderState.CREATED, null));
    verdicts.pipeInput(
        "1", new OrderValidation("1", "fraud", null, Verdict.PASS, List.of(), harness.now(), null));

    assertThat(heard).containsExactly("1 CREATED", "1 fraud");
  }

  private List<String> on(IndexKeys.Shelf shelf) {
    List<String> ids = new ArrayList<>();
    try (var keys =
        harness.<Bytes, byte[]>store(OrdersViews.INDEX).range(shelf.from(null), shelf.to())) {
      while (keys.hasNext()) {
        KeyValue<Bytes, byte[]> entry = keys.next();
        ids.add(shelf.orderIdIn(entry.key));
      }
    }
    return ids;
  }

  private static OrderSnapshot order(String id, OrderState state, OrderState before) {
    OrderHead head =
        new OrderHead(
            id,
            SomeOrders.content(1),
            List.of(),
            SomeOrders.NOON,
            state.ordinal() + 1L,
            new RequestPosition(0, 1),
            SomeOrders.NOON);
    return new OrderSnapshot(head, state, before, List.of(), null, null, List.of());
  }

  private Topology topology() {
    OrderSerdes serdes = LifecycleDriver.serdes();
    CommittedView<OrderSnapshot> view =
        new CommittedView<>(OrdersViews.ORDERS_VIEW, Topics.ORDERS, serdes.orders(), waiters);
    return new OrdersViews(serdes, view, reflected, new Listening()).build();
  }

  private final class Listening implements OrderFeed {
    @Override
    public void order(OrderSnapshot snapshot) {
      heard.add(snapshot.head().id() + " " + snapshot.state());
    }

    @Override
    public void judgement(String orderId, Judgement verdict) {
      heard.add(orderId + " " + verdict.rule());
    }
  }
}
