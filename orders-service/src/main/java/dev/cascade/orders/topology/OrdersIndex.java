package dev.cascade.orders.topology;

import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.streams.query.CommittedView;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Orders by customer and by state, and up to where the view reflects requests; derived from the
 * view again whenever the task starts.
 */
final class OrdersIndex implements CommittedView.Derived<OrderSnapshot> {

  private static final byte[] NOTHING = {};

  private final ReflectedRequests reflected;

  private KeyValueStore<Bytes, byte[]> index;
  private ReflectedRequests.Opened opened;

  @SuppressWarnings("NullAway.Init") // set by init, before anything else is called
  OrdersIndex(ReflectedRequests reflected) {
    this.reflected = reflected;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    index = context.getStateStore(OrdersViews.INDEX);
    opened = reflected.open(context.taskId().partition());
    KeyValueStore<String, OrderSnapshot> view = context.getStateStore(OrdersViews.ORDERS_VIEW);
    try (KeyValueIterator<String, OrderSnapshot> all = view.all()) {
      while (all.hasNext()) {
        KeyValue<String, OrderSnapshot> order = all.next();
        update(order.key, order.value);
        shown(order.value);
      }
    }
  }

  @Override
  public void update(String orderId, @Nullable OrderSnapshot order) {
    Bytes ownKey = IndexKeys.ofOrder(orderId);
    byte[] known = index.get(ownKey);
    IndexEntry before = known == null ? null : IndexEntry.of(known);
    IndexEntry after = order == null ? null : IndexEntry.of(order);
    if (after == null) {
      index.delete(ownKey);
    } else if (after.equals(before)) {
      return;
    } else {
      index.put(ownKey, after.bytes());
    }
    replace(keys(before, orderId), keys(after, orderId));
  }

  @Override
  public void shown(@Nullable OrderSnapshot order) {
    if (order != null) {
      opened.reflect(order.head().position());
    }
  }

  /**
   * A reader between the two steps finds an order twice, which he can see, and never not at all.
   */
  private void replace(Set<Bytes> before, Set<Bytes> after) {
    after.stream().filter(key -> !before.contains(key)).forEach(key -> index.put(key, NOTHING));
    before.stream().filter(key -> !after.contains(key)).forEach(index::delete);
  }

  private static Set<Bytes> keys(@Nullable IndexEntry entry, String orderId) {
    return new HashSet<>(entry == null ? List.of() : entry.keys(orderId));
  }
}
