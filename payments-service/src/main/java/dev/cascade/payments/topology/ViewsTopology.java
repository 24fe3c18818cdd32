package dev.cascade.payments.topology;

import dev.cascade.payments.contract.PaymentSerdes;
import dev.cascade.payments.contract.StateSerdes;
import dev.cascade.payments.domain.statistics.Throughput;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.query.CommittedView;
import dev.cascade.streams.serde.RecordKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * What is read over HTTP: the views of payments and accounts, the statements, and the statistics.
 * It reads only what is committed, so a store that is filled from it shows no aborted write.
 *
 * <p>The payment topics hang together by the statistics, so all that is known of a payment lies on
 * the instance that holds its id.
 */
public final class ViewsTopology {

  /** Store: {@link StatementKey} to the account at that entry. */
  public static final String STATEMENTS = "statements";

  /** Store: {@link #answerKey} to the account right after a command. */
  public static final String ANSWERS = "command-answers";

  /** Store: slot and partition to running totals. */
  public static final String FLOWS = "flows";

  /** Windowed store: slot and partition to what was confirmed in a minute. */
  public static final String THROUGHPUT = "throughput-windows";

  private static final String IN_FLIGHT_SOURCE = "payments-inflight-source";

  /** Only what is not in the newest segment is compacted. */
  private static final String TOTALS_SEGMENT_BYTES = "16777216";

  private final PaymentSerdes serdes;
  private final PaymentViews views;
  private final Retentions retentions;

  /**
   * How long things are kept.
   *
   * @param payments payments that can be read; as long as their topics keep them
   * @param statements lines of statements
   * @param throughput windows of confirmed payments
   * @param outlierThreshold a payment that takes longer is listed in its window
   */
  public record Retentions(
      Duration payments, Duration statements, Duration throughput, Duration outlierThreshold) {}

  /** Reads with these serdes and fills these views. */
  public ViewsTopology(PaymentSerdes serdes, PaymentViews views, Retentions retentions) {
    this.serdes = serdes;
    this.views = views;
    this.retentions = retentions;
  }

  /** The key of the answer to a command; neither id has a line end in it. */
  public static String answerKey(String account, String commandId) {
    return account + '\n' + commandId;
  }

  /** Builds the topology. */
  public Topology topology() {
    Topology topology = new Topology();
    views.incoming().addTo(topology);
    views.ended().addTo(topology);
    views.confirmed().addTo(topology);
    views.accounts().addTo(topology);
    views.alerts().addTo(topology);
    views.commands().addTo(topology);
    addStatistics(topology);
    addStatements(topology);
    return topology;
  }

  private void addStatistics(Topology topology) {
    topology.addSource(
        IN_FLIGHT_SOURCE,
        RecordKeys.deserializer(),
        serdes.inFlight().deserializer(),
        Topics.PAYMENTS_INFLIGHT);
    topology.addProcessor(
        "statistics",
        () -> new StatisticsProcessor(retentions, servedPayments()),
        sourceOf(views.incoming()),
        sourceOf(views.ended()),
        sourceOf(views.confirmed()),
        IN_FLIGHT_SOURCE);
    topology.connectProcessorAndStateStores(
        "statistics", views.incoming().store(), views.ended().store(), views.confirmed().store());
    topology.addStateStore(totals(store(FLOWS, StateSerdes.flows())), "statistics");
    topology.addStateStore(totals(windows()), "statistics");
  }

  private void addStatements(Topology topology) {
    topology.addProcessor(
        "statement-lines",
        () -> new StatementProcessor(retentions.statements()),
        sourceOf(views.accounts()));
    topology.addStateStore(store(STATEMENTS, StateSerdes.snapshots()), "statement-lines");
    topology.addStateStore(store(ANSWERS, StateSerdes.snapshots()), "statement-lines");
  }

  private List<String> servedPayments() {
    return List.of(views.incoming().store(), views.ended().store(), views.confirmed().store());
  }

  private static String sourceOf(CommittedView<?> view) {
    return view.store() + "-source";
  }

  /**
   * A store whose few keys change with every payment: a change is written down when it is
   * committed, not each time, so that a restart has little to restore.
   */
  private static <S extends StateStore> StoreBuilder<S> totals(StoreBuilder<S> store) {
    return store
        .withCachingEnabled()
        .withLoggingEnabled(Map.of(TopicConfig.SEGMENT_BYTES_CONFIG, TOTALS_SEGMENT_BYTES));
  }

  private StoreBuilder<WindowStore<String, Throughput>> windows() {
    return Stores.windowStoreBuilder(
        Stores.persistentWindowStore(THROUGHPUT, retentions.throughput(), Throughput.WINDOW, false),
        Serdes.String(),
        StateSerdes.throughputs());
  }

  private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), values);
  }
}
