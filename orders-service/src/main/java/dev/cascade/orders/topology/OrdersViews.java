package dev.cascade.orders.topology;

import static dev.cascade.schemas.catalogue.Topics.ORDER_VALIDATIONS;
import static dev.cascade.schemas.catalogue.Topics.VALIDATION_RULES;

import dev.cascade.orders.domain.OrderEvent;
import dev.cascade.orders.domain.OrderEvent.Judgement;
import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.orders.domain.ValidationRule;
import dev.cascade.streams.query.CommittedView;
import dev.cascade.streams.serde.RecordKeys;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * What is served over HTTP, from committed records only:
 *
 * <pre>
 * orders ------------+-> orders-index (by customer, by state), then
 *                    |   orders-view (read-only store) -> waiters
 *                    +-> order-feed -> event streams
 * order-validations ---> verdict-feed -> event streams
 * validation-rules ----> rules-check (unreadable ones become dead letters)
 * </pre>
 *
 * <p>The index has no changelog: it is derived from the view when a task starts. The lifecycle
 * reads the rules as a global table, which cannot send dead letters, so they are sent here.
 */
public final class OrdersViews {

  /** The application's name. */
  public static final String NAME = "orders-views";

  /** Store of the latest committed record of each order. */
  public static final String ORDERS_VIEW = "orders-view";

  /** Store of the index. */
  public static final String INDEX = "orders-index";

  private final OrderSerdes serdes;
  private final CommittedView<OrderSnapshot> view;
  private final ReflectedRequests reflected;
  private final OrderFeed feed;

  /**
   * The parts.
   *
   * @param reflected told up to where the view reflects requests
   */
  public OrdersViews(
      OrderSerdes serdes,
      CommittedView<OrderSnapshot> view,
      ReflectedRequests reflected,
      OrderFeed feed) {
    this.serdes = serdes;
    this.view = view;
    this.reflected = reflected;
    this.feed = feed;
  }

  /** A fresh topology. */
  public Topology build() {
    Topology topology = new Topology();
    addView(topology);
    addFeed(topology);
    addRulesCheck(topology);
    return topology;
  }

  /** A list that is asked for after the view has shown a write shows the write too. */
  private void addView(Topology topology) {
    view.addTo(topology, () -> new OrdersIndex(reflected));
    topology.addStateStore(indexStore(), view.processor());
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> indexStore() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(INDEX), Serdes.Bytes(), Serdes.ByteArray())
        .withLoggingDisabled();
  }

  /** The verdicts hang on the view's store, so that they come to where their order is. */
  private void addFeed(Topology topology) {
    topology.addProcessor("order-feed", toldOrders(), ORDERS_VIEW + "-source");
    topology.addSource(
        "verdicts-source",
        RecordKeys.deserializer(),
        serdes.validations().deserializer(),
        ORDER_VALIDATIONS);
    topology.addProcessor("verdict-feed", toldVerdicts(), "verdicts-source");
    topology.connectProcessorAndStateStores("verdict-feed", ORDERS_VIEW);
  }

  private ProcessorSupplier<String, OrderSnapshot, Void, Void> toldOrders() {
    return () ->
        new Teller<>((orderId, order) -> {
          if (order != null) {
            feed.order(order);
          }
        });
  }

  private ProcessorSupplier<String, OrderEvent, Void, Void> toldVerdicts() {
    return () ->
        new Teller<>((orderId, event) -> {
          if (orderId != null && event instanceof Judgement judgement) {
            feed.judgement(orderId, judgement);
          }
        });
  }

  private void addRulesCheck(Topology topology) {
    topology.addSource(
        "rules-source", RecordKeys.deserializer(), serdes.rules().deserializer(), VALIDATION_RULES);
    ProcessorSupplier<String, ValidationRule, Void, Void> check =
        () -> new Teller<>((name, rule) -> {});
    topology.addProcessor("rules-check", check, "rules-source");
  }

  /** Tells somebody outside, and writes nothing. A class: each task must have its own. */
  private record Teller<V>(BiConsumer<@Nullable String, @Nullable V> told)
      implements Processor<String, V, Void, Void> {
    @Override
    public void process(Record<String, V> record) {
      told.accept(record.key(), record.value());
    }
  }
}
