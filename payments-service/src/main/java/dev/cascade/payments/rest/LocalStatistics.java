package dev.cascade.payments.rest;

import dev.cascade.payments.config.PaymentsSettings;
import dev.cascade.payments.domain.statistics.Flow;
import dev.cascade.payments.domain.statistics.Slot;
import dev.cascade.payments.domain.statistics.Throughput;
import dev.cascade.payments.topology.ViewsTopology;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.query.StorePartitions;
import dev.cascade.streams.runtime.NotRunningException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;

/** The statistics of the partitions that this instance holds, summed; also as metrics. */
@ApplicationScoped
class LocalStatistics {

  /** Later than any window: clocks of other instances may be ahead. */
  private static final Instant FAR = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final Reads reads;
  private final StoreScans scans;
  private final MeterRegistry meters;
  private final String currency;

  LocalStatistics(Reads reads, StoreScans scans, MeterRegistry meters, PaymentsSettings settings) {
    this.reads = reads;
    this.scans = scans;
    this.meters = meters;
    this.currency = settings.defaultCurrency();
  }

  /** Running totals of one currency, as instances tell each other. */
  @RegisterForReflection(targets = {Flow.class, dev.cascade.payments.domain.statistics.Tally.class})
  record FlowPart(String currency, Flow flow) {}

  /** One window of one currency, as instances tell each other. */
  @RegisterForReflection(
      targets = {
        Throughput.class,
        Throughput.Largest.class,
        Throughput.Outlier.class,
        dev.cascade.payments.domain.statistics.LatencyHistogram.class
      })
  record WindowPart(String currency, Instant start, Throughput throughput) {}

  void onStart(@Observes StartupEvent event) {
    gauge("payments.inflight", it -> it.inFlight().count());
    gauge("payments.inflight.minor.units", it -> it.inFlight().minorUnits().doubleValue());
    gauge("payments.confirmed", it -> it.confirmed().count());
    gauge("payments.confirmed.minor.units", it -> it.confirmed().minorUnits().doubleValue());
  }

  private void gauge(String name, ToDoubleFunction<Flow> value) {
    Gauge.builder(name, () -> value.applyAsDouble(flowNow()))
        .description("On the partitions of this instance")
        .tag("currency", currency)
        .register(meters);
  }

  private Flow flowNow() {
    try {
      Set<Integer> here = StorePartitions.here(reads.application(), ViewsTopology.FLOWS);
      return flowsByCurrency(here).getOrDefault(currency, Flow.ZERO);
    } catch (InvalidStateStoreException | NotRunningException e) {
      return Flow.ZERO;
    }
  }

  /** The totals of some partitions. */
  List<FlowPart> flows(Set<Integer> partitions) {
    return flowsByCurrency(partitions).entrySet().stream()
        .map(it -> new FlowPart(it.getKey(), it.getValue()))
        .toList();
  }

  private Map<String, Flow> flowsByCurrency(Set<Integer> partitions) {
    Map<String, Flow> flows = new TreeMap<>();
    for (int partition : partitions) {
      ReadOnlyKeyValueStore<String, Flow> store = store(ViewsTopology.FLOWS, partition);
      try (KeyValueIterator<String, Flow> entries = store.all()) {
        entries.forEachRemaining(it -> flows.merge(Slot.currencyOf(it.key), it.value, Flow::merge));
      }
    }
    return flows;
  }

  /**
   * The windows of some partitions that start at the moment or later; 504 when they take longer.
   */
  List<WindowPart> windows(Instant from, Set<Integer> partitions, Deadline deadline) {
    return scans.run(deadline, until -> windowsUntil(until, from, partitions));
  }

  private List<WindowPart> windowsUntil(Deadline until, Instant from, Set<Integer> partitions) {
    Map<String, WindowPart> windows = new TreeMap<>();
    for (int partition : partitions) {
      ReadOnlyWindowStore<String, Throughput> store =
          StorePartitions.open(
              reads.application(),
              ViewsTopology.THROUGHPUT,
              partition,
              QueryableStoreTypes.<String, Throughput>windowStore());
      try (KeyValueIterator<Windowed<String>, Throughput> entries =
          store.fetchAll(Throughput.windowStart(from), FAR)) {
        StoreScans.within(until, entries).forEachRemaining(entry -> add(windows, entry));
      }
    }
    return List.copyOf(windows.values());
  }

  private static void add(
      Map<String, WindowPart> windows, KeyValue<Windowed<String>, Throughput> entry) {
    WindowPart part =
        new WindowPart(
            Slot.currencyOf(entry.key.key()),
            Instant.ofEpochMilli(entry.key.window().start()),
            entry.value);
    windows.merge(part.start() + part.currency(), part, LocalStatistics::merged);
  }

  static WindowPart merged(WindowPart one, WindowPart other) {
    return new WindowPart(one.currency(), one.start(), one.throughput().merge(other.throughput()));
  }

  private <V> ReadOnlyKeyValueStore<String, V> store(String name, int partition) {
    return StorePartitions.open(
        reads.application(), name, partition, QueryableStoreTypes.<String, V>keyValueStore());
  }
}
