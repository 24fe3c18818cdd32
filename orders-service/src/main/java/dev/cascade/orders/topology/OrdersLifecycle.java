package dev.cascade.orders.topology;

import static dev.cascade.schemas.catalogue.Topics.CUSTOMER_ORDERS;
import static dev.cascade.schemas.catalogue.Topics.ORDERS;
import static dev.cascade.schemas.catalogue.Topics.ORDER_LINES;
import static dev.cascade.schemas.catalogue.Topics.ORDER_PAYMENTS;
import static dev.cascade.schemas.catalogue.Topics.ORDER_REQUESTS;
import static dev.cascade.schemas.catalogue.Topics.ORDER_VALIDATIONS;
import static dev.cascade.schemas.catalogue.Topics.VALIDATION_RULES;

import dev.cascade.orders.contract.LifeSerde;
import dev.cascade.orders.contract.Mandatory;
import dev.cascade.orders.domain.CustomerOrderChange;
import dev.cascade.orders.domain.LineChange;
import dev.cascade.orders.domain.OrderDecider;
import dev.cascade.orders.domain.OrderEvent;
import dev.cascade.orders.domain.OrderLife;
import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.streams.serde.RecordKeys;
import dev.cascade.streams.tracing.KeptTraces;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The only writer of {@code orders}. Requests, verdicts, payment outcomes and deadlines of one
 * order meet in one task, keyed by order id:
 *
 * <pre>
 * order-requests ----+              +-> orders
 * order-validations -+-> lifecycle -+-> order-lines, by product
 * order-payments ----+      |       +-> customer-orders, by customer
 *                           |
 *                           +- orders-progress (life), orders-due (deadline index),
 *                           |  orders-traces
 * validation-rules -> (global table)
 * </pre>
 *
 * <p>Inventory decides by product and fraud by customer. What they need is written here, keyed as
 * they need it, in one transaction with the order.
 *
 * <p>The stores are RocksDB: final orders stay for the retention, so their number has no bound that
 * a heap would like, while the live ones are in its block cache.
 */
public final class OrdersLifecycle {

  /** The application's name. */
  public static final String NAME = "orders-lifecycle";

  /** Store of each order's life, by order id. */
  public static final String PROGRESS = "orders-progress";

  /** Store of deadlines, sorted by time. */
  public static final String DUE = "orders-due";

  /** Store of the trace that each order belongs to, by order id. */
  public static final String TRACES = "orders-traces";

  private final OrderSerdes serdes;
  private final OrderDecider decider;
  private final RuleTable rules;
  private final Duration deadlineScan;
  private final LifecycleObserver observer;

  /**
   * The parts.
   *
   * @param deadlineScan how often due deadlines are looked for
   */
  public OrdersLifecycle(
      OrderSerdes serdes,
      OrderDecider decider,
      RuleTable rules,
      Duration deadlineScan,
      LifecycleObserver observer) {
    this.serdes = serdes;
    this.decider = decider;
    this.rules = rules;
    this.deadlineScan = deadlineScan;
    this.observer = observer;
  }

  /** A fresh topology. */
  public Topology build() {
    StreamsBuilder builder = new StreamsBuilder();
    addRules(builder);
    builder.addStateStore(progressStore());
    builder.addStateStore(dueStore());
    builder.addStateStore(KeptTraces.builder(TRACES));
    KStream<String, OrderSnapshot> snapshots =
        requests(builder)
            .merge(verdicts(builder), Named.as("requests-and-verdicts"))
            .merge(paymentOutcomes(builder), Named.as("order-events"))
            .process(lifecycle(), Named.as("lifecycle"), PROGRESS, DUE, TRACES);
    snapshots.to(ORDERS, written(serdes.orders(), "orders"));
    linesByProduct(snapshots).to(ORDER_LINES, written(serdes.lines(), "order-lines"));
    ordersByCustomer(snapshots)
        .to(CUSTOMER_ORDERS, written(serdes.customerOrders(), "customer-orders"));
    return builder.build();
  }

  private static void addRules(StreamsBuilder builder) {
    builder.globalTable(
        VALIDATION_RULES,
        Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("validation-rules"),
        Materialized.as(Stores.inMemoryKeyValueStore(RuleTable.STORE)));
  }

  private KStream<String, OrderEvent> requests(StreamsBuilder builder) {
    return builder.stream(ORDER_REQUESTS, events(serdes.requests(), "order-requests"));
  }

  private KStream<String, OrderEvent> verdicts(StreamsBuilder builder) {
    return builder.stream(ORDER_VALIDATIONS, events(serdes.validations(), "order-validations"));
  }

  private KStream<String, OrderEvent> paymentOutcomes(StreamsBuilder builder) {
    return builder.stream(ORDER_PAYMENTS, events(serdes.payments(), "order-payments"));
  }

  private static Consumed<String, OrderEvent> events(Serde<OrderEvent> values, String name) {
    return Consumed.with(RecordKeys.serde(), Mandatory.of(values)).withName(name);
  }

  private static KStream<String, LineChange> linesByProduct(
      KStream<String, OrderSnapshot> snapshots) {
    return snapshots.flatMap(
        (orderId, snapshot) -> lineChanges(snapshot), Named.as("lines-by-product"));
  }

  private static KStream<String, CustomerOrderChange> ordersByCustomer(
      KStream<String, OrderSnapshot> snapshots) {
    return snapshots.flatMap(
        (orderId, snapshot) -> orderChange(snapshot), Named.as("orders-by-customer"));
  }

  /** A tombstone says that the order is forgotten; its lines ended before. */
  private static List<KeyValue<String, LineChange>> lineChanges(@Nullable OrderSnapshot snapshot) {
    return snapshot == null
        ? List.of()
        : LineChange.of(snapshot).stream()
            .map(change -> KeyValue.pair(change.line().productId(), change))
            .toList();
  }

  private static List<KeyValue<String, CustomerOrderChange>> orderChange(
      @Nullable OrderSnapshot snapshot) {
    return snapshot == null
        ? List.of()
        : CustomerOrderChange.of(snapshot).stream()
            .map(change -> KeyValue.pair(change.customerId(), change))
            .toList();
  }

  private static <V> Produced<String, V> written(Serde<V> values, String name) {
    return Produced.with(Serdes.String(), values).withName(name);
  }

  private ProcessorSupplier<String, OrderEvent, String, OrderSnapshot> lifecycle() {
    return () -> new LifecycleProcessor(decider, rules, deadlineScan, observer);
  }

  private static StoreBuilder<KeyValueStore<String, OrderLife>> progressStore() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(PROGRESS), Serdes.String(), LifeSerde.create());
  }

  private static StoreBuilder<KeyValueStore<DueOrder, byte[]>> dueStore() {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(DUE), DueOrder.serde(), Serdes.ByteArray());
  }
}
