package dev.cascade.orders.topology;

import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.orders.topology.IndexKeys.Shelf;
import dev.cascade.streams.query.CommittedView;
import dev.cascade.streams.runtime.ManagedStreams;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * Lists of the orders that this instance holds.
 *
 * @param view has the orders that the index points to
 */
public record OrderLists(CommittedView<OrderSnapshot> view) {

  /** Bounds what one request looks at when a filter lets little through. */
  private static final int MOST_LOOKED_AT = 10_000;

  /**
   * The first orders after a place, newest first.
   *
   * @throws InvalidStateStoreException while a partition cannot be read
   */
  public List<OrderSnapshot> page(
      ManagedStreams views, OrderFilter filter, @Nullable OrderPlace after, int limit) {
    List<OrderSnapshot> found = new ArrayList<>();
    for (Shelf shelf : filter.shelves()) {
      RangeQuery<Bytes, byte[]> range = RangeQuery.withRange(shelf.from(after), shelf.to());
      StateQueryRequest<KeyValueIterator<Bytes, byte[]>> request =
          StateQueryRequest.inStore(OrdersViews.INDEX).withQuery(range);
      for (QueryResult<KeyValueIterator<Bytes, byte[]>> partition :
          views.client().query(request).getPartitionResults().values()) {
        found.addAll(read(views, partition, shelf, filter, limit));
      }
    }
    return found.stream()
        .sorted(Comparator.comparing(OrderPlace::of, OrderPlace.NEWEST_FIRST))
        .limit(limit)
        .toList();
  }

  private List<OrderSnapshot> read(
      ManagedStreams views,
      QueryResult<KeyValueIterator<Bytes, byte[]>> partition,
      Shelf shelf,
      OrderFilter filter,
      int limit) {
    if (partition.isFailure()) {
      throw new InvalidStateStoreException(partition.getFailureMessage());
    }
    List<OrderSnapshot> orders = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> keys = partition.getResult()) {
      for (int seen = 0; keys.hasNext() && orders.size() < limit && seen < MOST_LOOKED_AT; seen++) {
        view.find(views, shelf.orderIdIn(keys.next().key))
            .filter(filter::admits)
            .ifPresent(orders::add);
      }
    }
    return orders;
  }
}
