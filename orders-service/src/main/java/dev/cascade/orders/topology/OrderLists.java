package dev.cascade.orders.topology;

import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.orders.topology.IndexKeys.Shelf;
import dev.cascade.streams.query.CommittedView;
import dev.cascade.streams.query.StorePartitions;
import dev.cascade.streams.runtime.ManagedStreams;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Lists of the orders that this instance holds.
 *
 * @param orders the orders that the index points to
 */
public record OrderLists(CommittedView<OrderSnapshot> orders) {

  /** Bounds what one request looks at when a filter lets little through. */
  private static final int MOST_LOOKED_AT = 10_000;

  private static final BinaryOperator<OrderSnapshot> LATER =
      BinaryOperator.maxBy(
          Comparator.comparingLong((OrderSnapshot order) -> order.head().version()));

  /**
   * The first orders of some partitions after a place, newest first.
   *
   * @throws InvalidStateStoreException while a partition that belongs here cannot be read
   */
  public List<OrderSnapshot> page(
      ManagedStreams views,
      Set<Integer> partitions,
      OrderFilter filter,
      @Nullable OrderPlace after,
      int limit) {
    List<OrderSnapshot> found = new ArrayList<>();
    for (Shelf shelf : filter.shelves()) {
      for (int partition : partitions) {
        found.addAll(read(views, partition, shelf, filter, after, limit));
      }
    }
    return latestOfEach(found).stream()
        .sorted(Comparator.comparing(OrderPlace::of, OrderPlace.NEWEST_FIRST))
        .limit(limit)
        .toList();
  }

  /** An order that moves to another shelf between two reads is found on both. */
  static Collection<OrderSnapshot> latestOfEach(List<OrderSnapshot> found) {
    Map<String, OrderSnapshot> latest = new LinkedHashMap<>();
    found.forEach(order -> latest.merge(order.head().id(), order, LATER));
    return latest.values();
  }

  private List<OrderSnapshot> read(
      ManagedStreams views,
      int partition,
      Shelf shelf,
      OrderFilter filter,
      @Nullable OrderPlace after,
      int limit) {
    ReadOnlyKeyValueStore<Bytes, byte[]> index =
        StorePartitions.open(
            views,
            OrdersViews.INDEX,
            partition,
            QueryableStoreTypes.<Bytes, byte[]>keyValueStore());
    ReadOnlyKeyValueStore<String, OrderSnapshot> latest = orders.in(views, partition);
    List<OrderSnapshot> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> keys = index.range(shelf.from(after), shelf.to())) {
      for (int seen = 0; keys.hasNext() && found.size() < limit && seen < MOST_LOOKED_AT; seen++) {
        OrderSnapshot order = latest.get(shelf.orderIdIn(keys.next().key));
        if (order != null && filter.admits(order)) {
          found.add(order);
        }
      }
    }
    return found;
  }
}
