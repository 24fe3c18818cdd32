package dev.cascade.orders.topology;

import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.query.Waiters;
import dev.cascade.streams.runtime.ManagedStreams;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.jboss.logging.Logger;

/**
 * The orders that this instance holds, and only those: a store is asked for by its partition, since
 * during a rebalance a partition that is not here yet would otherwise look like an empty one.
 *
 * @param waiters who waits for an order to change
 */
public record HeldOrders(Waiters<OrderSnapshot> waiters) {

  private static final Logger LOG = Logger.getLogger(HeldOrders.class);

  /**
   * The order as it is now.
   *
   * @throws InvalidStateStoreException while its partition cannot be read here
   */
  public Optional<OrderSnapshot> find(ManagedStreams views, String orderId) {
    KafkaStreams client = views.client();
    try (StringSerializer keys = new StringSerializer()) {
      KeyQueryMetadata place = client.queryMetadataForKey(OrdersViews.ORDERS_VIEW, orderId, keys);
      if (place == null || place.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
        throw new InvalidStateStoreException("Nobody is known to hold order " + orderId);
      }
      return find(client, place.partition(), orderId);
    }
  }

  /** The order in a partition that is read here. */
  Optional<OrderSnapshot> find(KafkaStreams client, int partition, String orderId) {
    try {
      return Optional.ofNullable(
          client
              .store(
                  StoreQueryParameters.fromNameAndType(
                          OrdersViews.ORDERS_VIEW,
                          QueryableStoreTypes.<String, OrderSnapshot>keyValueStore())
                      .withPartition(partition))
              .get(orderId));
    } catch (SerializationException e) {
      LOG.warnf("The view holds an unreadable record, order=%s: %s", orderId, e.getMessage());
      return Optional.empty();
    }
  }

  /** Waits for the order to be as wanted; at the deadline answers with what it is then. */
  public CompletionStage<Optional<OrderSnapshot>> await(
      ManagedStreams views, String orderId, Predicate<OrderSnapshot> wanted, Deadline deadline) {
    return waiters.await(orderId, wanted, () -> find(views, orderId), deadline);
  }
}
