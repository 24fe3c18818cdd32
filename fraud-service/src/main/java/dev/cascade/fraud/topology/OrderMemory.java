package dev.cascade.fraud.topology;

import dev.cascade.fraud.contract.StoreSerdes.LiveKey;
import dev.cascade.fraud.contract.StoreSerdes.OrderKey;
import dev.cascade.fraud.domain.CustomerSpending;
import dev.cascade.fraud.domain.FraudDecider;
import dev.cascade.fraud.domain.JudgedOrder;
import dev.cascade.fraud.domain.LiveValues;
import dev.cascade.fraud.domain.LiveValues.LiveValue;
import dev.cascade.fraud.domain.Spending;
import dev.cascade.fraud.domain.SpendingEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The stores of judged orders and of what is spent, which change together. */
final class OrderMemory {

  private final KeyValueStore<OrderKey, JudgedOrder> orders;
  private final KeyValueStore<LiveKey, Long> live;
  private final KeyValueStore<String, CustomerSpending> spending;
  private final FraudDecider decider;

  /** Nothing older is in the store: spares each look for old orders the deleted ones. */
  private Instant oldest = Instant.EPOCH;

  OrderMemory(ProcessorContext<?, ?> context, FraudDecider decider) {
    this.orders = context.getStateStore(FraudStores.ORDERS);
    this.live = context.getStateStore(FraudStores.LIVE);
    this.spending = context.getStateStore(FraudStores.SPENDING);
    this.decider = decider;
  }

  @Nullable JudgedOrder order(SpendingEvent event) {
    return orders.get(new OrderKey(event.createdAt(), event.orderId()));
  }

  CustomerSpending spending(String customerId) {
    CustomerSpending known = spending.get(customerId);
    return known == null ? CustomerSpending.NONE : known;
  }

  LiveValues liveValues(String customerId, Currency currency) {
    return (after, until) -> {
      List<LiveValue> found = new ArrayList<>();
      if (!after.isBefore(until)) {
        return found;
      }
      Instant first = after.isBefore(Instant.EPOCH) ? Instant.EPOCH : after.plusMillis(1);
      try (KeyValueIterator<LiveKey, Long> entries =
          live.range(
              new LiveKey(customerId, currency, first), new LiveKey(customerId, currency, until))) {
        while (entries.hasNext()) {
          KeyValue<LiveKey, Long> entry = entries.next();
          found.add(new LiveValue(entry.key.createdAt(), entry.value));
        }
      }
      return found;
    };
  }

  void remember(JudgedOrder order, Spending after) {
    orders.put(key(order), order);
    if (order.createdAt().isBefore(oldest)) {
      oldest = order.createdAt();
    }
    if (order.live()) {
      addLive(order, order.value().minorUnits());
    }
    spending.put(
        order.customerId(), spending(order.customerId()).with(order.value().currency(), after));
  }

  /** Takes a live order's value off. */
  void giveBack(JudgedOrder order) {
    takeOff(order);
    orders.put(key(order), order.givenBack());
  }

  /** Forgets orders created before the cutoff, the oldest first; gives those that are forgotten. */
  List<JudgedOrder> forget(Instant cutoff, int most) {
    List<JudgedOrder> forgotten = new ArrayList<>();
    if (!oldest.isBefore(cutoff)) {
      return forgotten;
    }
    try (KeyValueIterator<OrderKey, JudgedOrder> entries =
        orders.range(new OrderKey(oldest, ""), new OrderKey(cutoff, ""))) {
      while (entries.hasNext() && forgotten.size() < most) {
        forgotten.add(entries.next().value);
      }
      oldest = entries.hasNext() ? forgotten.getLast().createdAt() : cutoff;
    }
    forgotten.forEach(this::forget);
    return forgotten;
  }

  private void forget(JudgedOrder order) {
    if (order.live()) {
      takeOff(order);
    }
    orders.delete(key(order));
    Currency currency = order.value().currency();
    CustomerSpending all = spending(order.customerId());
    Spending left = all.in(currency);
    if (left != null && left.total() == 0 && !left.head().isAfter(order.createdAt())) {
      put(order.customerId(), all.without(currency));
    }
  }

  private void takeOff(JudgedOrder order) {
    addLive(order, -order.value().minorUnits());
    Currency currency = order.value().currency();
    CustomerSpending all = spending(order.customerId());
    Spending before = all.in(currency);
    if (before != null) {
      put(order.customerId(), all.with(currency, decider.without(order, before)));
    }
  }

  private void put(String customerId, CustomerSpending changed) {
    if (changed.isEmpty()) {
      spending.delete(customerId);
    } else {
      spending.put(customerId, changed);
    }
  }

  private void addLive(JudgedOrder order, long minorUnits) {
    LiveKey key = new LiveKey(order.customerId(), order.value().currency(), order.createdAt());
    Long before = live.get(key);
    long after = (before == null ? 0 : before) + minorUnits;
    if (after == 0) {
      live.delete(key);
    } else {
      live.put(key, after);
    }
  }

  private static OrderKey key(JudgedOrder order) {
    return new OrderKey(order.createdAt(), order.orderId());
  }
}
