package dev.cascade.orders.topology;

import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.orders.topology.IndexKeys.Shelf;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.runtime.ManagedStreams;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * Lists of the orders that this instance holds.
 *
 * @param orders the orders that the index points to
 * @param self how the other instances know this one
 */
public record OrderLists(HeldOrders orders, HostInfo self) {

  /** Bounds what one request looks at when a filter lets little through. */
  private static final int MOST_LOOKED_AT = 10_000;

  /**
   * The first orders after a place, newest first.
   *
   * @throws InvalidStateStoreException while a partition that belongs here cannot be read
   */
  public List<OrderSnapshot> page(
      ManagedStreams views, OrderFilter filter, @Nullable OrderPlace after, int limit) {
    KafkaStreams client = views.client();
    Set<Integer> partitions = partitionsHere(client);
    List<OrderSnapshot> found = new ArrayList<>();
    for (Shelf shelf : filter.shelves()) {
      query(client, shelf, after, partitions)
          .forEach((partition, keys) ->
              found.addAll(read(client, partition, keys, shelf, filter, limit)));
    }
    return found.stream()
        .sorted(Comparator.comparing(OrderPlace::of, OrderPlace.NEWEST_FIRST))
        .limit(limit)
        .toList();
  }

  /** What the latest assignment gives to this instance, whether it has arrived or not. */
  private Set<Integer> partitionsHere(KafkaStreams client) {
    return client.streamsMetadataForStore(OrdersViews.INDEX).stream()
        .filter(instance -> instance.hostInfo().equals(self))
        .flatMap(instance -> instance.topicPartitions().stream())
        .filter(partition -> partition.topic().equals(Topics.ORDERS))
        .map(TopicPartition::partition)
        .collect(Collectors.toSet());
  }

  private static Map<Integer, QueryResult<KeyValueIterator<Bytes, byte[]>>> query(
      KafkaStreams client, Shelf shelf, @Nullable OrderPlace after, Set<Integer> partitions) {
    RangeQuery<Bytes, byte[]> range = RangeQuery.withRange(shelf.from(after), shelf.to());
    StateQueryRequest<KeyValueIterator<Bytes, byte[]>> request =
        StateQueryRequest.inStore(OrdersViews.INDEX)
            .withQuery(range)
            .withPartitions(partitions)
            .requireActive();
    Map<Integer, QueryResult<KeyValueIterator<Bytes, byte[]>>> results =
        client.query(request).getPartitionResults();
    if (!results.keySet().containsAll(partitions)
        || results.values().stream().anyMatch(QueryResult::isFailure)) {
      throw new InvalidStateStoreException("Not every partition can be read here yet");
    }
    return results;
  }

  private List<OrderSnapshot> read(
      KafkaStreams client,
      int partition,
      QueryResult<KeyValueIterator<Bytes, byte[]>> result,
      Shelf shelf,
      OrderFilter filter,
      int limit) {
    List<OrderSnapshot> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> keys = result.getResult()) {
      for (int seen = 0; keys.hasNext() && found.size() < limit && seen < MOST_LOOKED_AT; seen++) {
        orders
            .find(client, partition, shelf.orderIdIn(keys.next().key))
            .filter(filter::admits)
            .ifPresent(found::add);
      }
    }
    return found;
  }
}
