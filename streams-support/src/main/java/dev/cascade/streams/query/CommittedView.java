package dev.cascade.streams.query;

import dev.cascade.streams.runtime.ManagedStreams;
import dev.cascade.streams.serde.RecordKeys;
import dev.cascade.streams.serde.SkippingSerde;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * The latest committed record of each key of a topic, or the first, readable and awaitable.
 *
 * <p>It is a read-only store (KIP-813): the topic is its own changelog. Since the application reads
 * with {@code read_committed}, the view never shows a write that may still be aborted. When the
 * store is restored, records are copied into it without passing the processor; so nothing may be
 * derived from the records while they pass that is not derived again after a restart. Unreadable
 * records get into the store that way too; they count as absent.
 *
 * @param <V> the values
 */
public final class CommittedView<V> {

  private final String store;
  private final String topic;
  private final Serde<V> serde;
  private final Waiters<V> waiters;
  private final boolean ofFirst;

  /**
   * A view of the latest record of each key that is not part of a topology yet.
   *
   * @param store the store's name, stable for ever
   * @param topic a compacted topic with string keys
   */
  public CommittedView(String store, String topic, Serde<V> serde, Waiters<V> waiters) {
    this(store, topic, serde, waiters, false);
  }

  private CommittedView(
      String store, String topic, Serde<V> serde, Waiters<V> waiters, boolean ofFirst) {
    this.store = store;
    this.topic = topic;
    this.serde = serde;
    this.waiters = waiters;
    this.ofFirst = ofFirst;
  }

  /**
   * A view of the first readable record of each key, until that is deleted; for topics in which the
   * first one counts. A store that is restored has the last one of those that were there by then.
   *
   * @param topic with string keys; it is not compacted, or the first would go
   */
  public static <V> CommittedView<V> ofFirst(
      String store, String topic, Serde<V> serde, Waiters<V> waiters) {
    return new CommittedView<>(store, topic, serde, waiters, true);
  }

  /** The store's name. */
  public String store() {
    return store;
  }

  /** The processor that fills the store; what is derived from it connects its own stores to it. */
  public String processor() {
    return store + "-view";
  }

  /** Adds the source, the store and the processor that fills it. */
  public void addTo(Topology topology) {
    addTo(topology, NothingDerived::new);
  }

  /**
   * Adds the source, the store and the processor that fills it.
   *
   * @param derived made for each task; updated with each record before the store shows it, so who
   *     has seen a record in the view finds it there too
   */
  public void addTo(Topology topology, Supplier<? extends Derived<V>> derived) {
    StoreBuilder<KeyValueStore<String, V>> builder =
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(store), Serdes.String(), SkippingSerde.of(serde))
            .withLoggingDisabled();
    topology.addReadOnlyStateStore(
        builder,
        store + "-source",
        RecordKeys.deserializer(),
        serde.deserializer(),
        topic,
        processor(),
        () -> new Keeper(derived.get()));
  }

  /**
   * What is kept beside the view by the same processor, such as an index. A restored view is filled
   * without its processors, so it is derived from the view again by {@code init}.
   */
  public interface Derived<V> {
    /** Before the first record; the view and the stores of its own are open. */
    void init(ProcessorContext<Void, Void> context);

    /** Before the view shows the value; null when the key is deleted. */
    void update(String key, @Nullable V value);

    /** After the view shows the value; null when the key is deleted. */
    default void shown(@Nullable V value) {}
  }

  private static final class NothingDerived<V> implements Derived<V> {
    @Override
    public void init(ProcessorContext<Void, Void> context) {
      // Nothing is kept.
    }

    @Override
    public void update(String key, @Nullable V value) {
      // Nothing is kept.
    }
  }

  /** Keeps what passes, then tells who waits for it. */
  private final class Keeper implements Processor<String, V, Void, Void> {

    private final Derived<V> derived;

    @SuppressWarnings("NullAway.Init")
    private KeyValueStore<String, V> latest;

    Keeper(Derived<V> derived) {
      this.derived = derived;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      latest = context.getStateStore(store);
      derived.init(context);
    }

    @Override
    public void process(Record<String, V> record) {
      if (ofFirst && record.value() != null && latest.get(record.key()) != null) {
        return;
      }
      derived.update(record.key(), record.value());
      latest.put(record.key(), record.value());
      derived.shown(record.value());
      if (record.value() != null) {
        waiters.offer(record.key(), record.value());
      }
    }

    @Override
    public void close() {
      waiters.disperse(new InvalidStateStoreException("A partition of store " + store + " moves"));
    }
  }

  /**
   * The present value of the key, on the instance that holds the key's partition.
   *
   * @throws InvalidStateStoreException while that partition cannot be read here
   */
  public Optional<V> find(ManagedStreams application, String key) {
    return Optional.ofNullable(
        StorePartitions.openFor(
                application, store, key, QueryableStoreTypes.<String, V>keyValueStore())
            .get(key));
  }

  /**
   * The value of the key in this instance's standby copy of a partition; it may be an old one.
   *
   * @throws InvalidStateStoreException while the copy cannot be read
   */
  public Optional<V> findInStandby(ManagedStreams application, int partition, String key) {
    return Optional.ofNullable(
        StorePartitions.openStale(
                application, store, partition, QueryableStoreTypes.<String, V>keyValueStore())
            .get(key));
  }

  /**
   * One partition of the store, for ranges; close every iterator, and skip null values: they stand
   * for records that cannot be read.
   *
   * @throws InvalidStateStoreException while the partition cannot be read here
   */
  public ReadOnlyKeyValueStore<String, V> in(ManagedStreams application, int partition) {
    return StorePartitions.open(
        application, store, partition, QueryableStoreTypes.<String, V>keyValueStore());
  }

  /**
   * Waits for a value of the key that is wanted, without holding a thread; at the deadline answers
   * with the present value.
   *
   * @throws TooManyWaitersException when too many wait
   */
  public CompletionStage<Optional<V>> await(
      ManagedStreams application, String key, Predicate<V> wanted, Deadline deadline) {
    return waiters.await(key, wanted, () -> find(application, key), deadline);
  }
}
