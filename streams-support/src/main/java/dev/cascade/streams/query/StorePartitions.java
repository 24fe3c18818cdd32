package dev.cascade.streams.query;

import dev.cascade.streams.runtime.ManagedStreams;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.InvalidStateStorePartitionException;
import org.apache.kafka.streams.state.QueryableStoreType;

/**
 * The partitions of a store: where they are, and the store's part in one that is here. A store is
 * always asked for by partition. Asked for as a whole, it answers from whatever partitions have
 * arrived, so that during a rebalance what is missing looks like what does not exist.
 *
 * <p>Each method throws {@link InvalidStateStoreException} while it cannot tell, as during a
 * rebalance or between two clients; the reads of {@link OwnerReads}, {@link EveryInstance} and
 * {@link UntilDeadline} try again then.
 */
public final class StorePartitions {

  /** What stands for a key where only the partition counts. */
  private static final String ANY_KEY = "";

  private StorePartitions() {}

  /** The partition of a key, by Kafka's default partitioner, and the instances that hold it. */
  public static KeyQueryMetadata ofKey(ManagedStreams application, String store, String key) {
    try (StringSerializer keys = new StringSerializer()) {
      return known(store, ask(application, client -> client.queryMetadataForKey(store, key, keys)));
    }
  }

  /** All partitions of the store, each with the instances that hold it. */
  public static Map<Integer, KeyQueryMetadata> all(ManagedStreams application, String store) {
    AtomicInteger count = new AtomicInteger(1);
    Map<Integer, KeyQueryMetadata> all = new TreeMap<>();
    for (int partition = 0; partition < count.get(); partition++) {
      Optional<Set<Integer>> wanted = Optional.of(Set.of(partition));
      all.put(
          partition,
          known(
              store,
              ask(
                  application,
                  client ->
                      client.<String>queryMetadataForKey(
                          store,
                          ANY_KEY,
                          (topic, key, value, partitions) -> {
                            count.set(partitions);
                            return wanted;
                          }))));
    }
    return all;
  }

  /** The partitions that the latest assignment gives to this instance, arrived or not. */
  public static Set<Integer> here(ManagedStreams application, String store) {
    Set<Integer> here = new TreeSet<>();
    all(application, store)
        .forEach((partition, place) -> {
          if (place.activeHost().equals(application.self())) {
            here.add(partition);
          }
        });
    return here;
  }

  /** The store's part in a partition that this instance processes. */
  public static <S> S open(
      ManagedStreams application, String store, int partition, QueryableStoreType<S> type) {
    return opened(
        application, StoreQueryParameters.fromNameAndType(store, type).withPartition(partition));
  }

  /** The store's part in a partition of which this instance may have but a standby copy. */
  public static <S> S openStale(
      ManagedStreams application, String store, int partition, QueryableStoreType<S> type) {
    return opened(
        application,
        StoreQueryParameters.fromNameAndType(store, type)
            .withPartition(partition)
            .enableStaleStores());
  }

  /** The store's part in the partition of a key, which this instance processes. */
  public static <S> S openFor(
      ManagedStreams application, String store, String key, QueryableStoreType<S> type) {
    return open(application, store, ofKey(application, store, key).partition(), type);
  }

  /** A global store, all of which each instance has. */
  public static <S> S openGlobal(
      ManagedStreams application, String store, QueryableStoreType<S> type) {
    return opened(application, StoreQueryParameters.fromNameAndType(store, type));
  }

  private static <S> S opened(ManagedStreams application, StoreQueryParameters<S> store) {
    return ask(application, client -> client.store(store));
  }

  /**
   * A client that has failed or is being closed answers with an IllegalStateException. That passes
   * as a rebalance does, since another client takes its place, and callers need not know of it.
   */
  private static <T> T ask(ManagedStreams application, Function<KafkaStreams, T> question) {
    KafkaStreams client = application.client();
    try {
      return question.apply(client);
    } catch (IllegalStateException e) {
      throw new InvalidStateStoreException(
          "The client of " + application.name() + " is " + client.state(), e);
    }
  }

  private static KeyQueryMetadata known(String store, KeyQueryMetadata place) {
    if (place == null
        || place.equals(KeyQueryMetadata.NOT_AVAILABLE)
        || place.activeHost().port() < 0) {
      throw new InvalidStateStorePartitionException("Nobody is known to hold store " + store);
    }
    return place;
  }
}
