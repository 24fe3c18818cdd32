package dev.cascade.orders.events;

import dev.cascade.orders.config.OrdersSettings;
import dev.cascade.orders.domain.OrderEvent.Judgement;
import dev.cascade.orders.domain.OrderSnapshot;
import dev.cascade.orders.events.OrderHappening.Changed;
import dev.cascade.orders.events.OrderHappening.Judged;
import dev.cascade.orders.topology.OrderFeed;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Tells listeners what happens to one order. The verdicts of the latest orders are remembered, for
 * listeners that come after them; what is older can be read from order-validations. Bounded.
 */
@Singleton
public class OrderEvents implements OrderFeed {

  private static final int MOST_VERDICTS = 500;

  private final Map<String, Set<Consumer<OrderHappening>>> listeners = new ConcurrentHashMap<>();
  private final Map<String, List<Judgement>> remembered;

  OrderEvents(OrdersSettings settings) {
    int most = settings.events().rememberedOrders();
    this.remembered =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, List<Judgement>> eldest) {
            return size() > most;
          }
        };
  }

  /** A listener's place; closing it ends the telling. */
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  @Override
  public void order(OrderSnapshot snapshot) {
    if (snapshot.isTransition()) {
      tell(snapshot.head().id(), new Changed(snapshot));
    }
  }

  @Override
  public void judgement(String orderId, Judgement verdict) {
    remember(orderId, verdict);
    tell(orderId, new Judged(verdict));
  }

  private void tell(String orderId, OrderHappening happening) {
    listeners.getOrDefault(orderId, Set.of()).forEach(listener -> listener.accept(happening));
  }

  private void remember(String orderId, Judgement verdict) {
    synchronized (remembered) {
      List<Judgement> verdicts = remembered.computeIfAbsent(orderId, id -> new ArrayList<>(4));
      if (verdicts.size() < MOST_VERDICTS) {
        verdicts.add(verdict);
      }
    }
  }

  /** The verdicts on the order that are remembered, in the order in which they came. */
  public List<Judgement> verdictsOn(String orderId) {
    synchronized (remembered) {
      return List.copyOf(remembered.getOrDefault(orderId, List.of()));
    }
  }

  /** Tells the listener from now on. It is called from the stream thread and must be quick. */
  public Subscription listen(String orderId, Consumer<OrderHappening> listener) {
    listeners.compute(
        orderId,
        (id, present) -> {
          Set<Consumer<OrderHappening>> all =
              present == null ? ConcurrentHashMap.newKeySet() : present;
          all.add(listener);
          return all;
        });
    return () ->
        listeners.computeIfPresent(
            orderId,
            (id, present) -> {
              present.remove(listener);
              return present.isEmpty() ? null : present;
            });
  }
}
