package dev.cascade.fraud.domain;

import dev.cascade.fraud.domain.FraudDecider.Judgement;
import dev.cascade.fraud.domain.LiveValues.LiveValue;
import dev.cascade.fraud.domain.SpendingEvent.Placed;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** One customer's orders in one currency, as the service remembers them, in plain maps. */
final class RememberedOrders {

  private final FraudDecider decider;
  private final Money limit;
  private final Map<String, JudgedOrder> orders = new HashMap<>();
  private final NavigableMap<Instant, Long> live = new TreeMap<>();
  private Spending spending;

  RememberedOrders(FraudDecider decider, Money limit) {
    this.decider = decider;
    this.limit = limit;
  }

  /** The same memory, as a transaction finds it that is taken again after a crash. */
  RememberedOrders copy() {
    RememberedOrders copy = new RememberedOrders(decider, limit);
    copy.orders.putAll(orders);
    copy.live.putAll(live);
    copy.spending = spending;
    return copy;
  }

  /** Why the order is refused; empty when it passes. */
  Optional<Excess> place(Placed order) {
    JudgedOrder known = orders.get(order.orderId());
    if (known != null) {
      return known.excess();
    }
    Judgement judgement = decider.judge("c", order, spending, this::between, limit);
    orders.put(order.orderId(), judgement.order());
    spending = judgement.spending();
    if (judgement.order().live()) {
      live.merge(order.createdAt(), order.value().minorUnits(), Long::sum);
    }
    return judgement.order().excess();
  }

  void giveBack(String orderId) {
    JudgedOrder order = orders.get(orderId);
    if (order != null && order.live()) {
      live.merge(order.createdAt(), -order.value().minorUnits(), Long::sum);
      spending = decider.without(order, spending);
      orders.put(orderId, order.givenBack());
    }
  }

  Spending spending() {
    return spending;
  }

  private List<LiveValue> between(Instant after, Instant until) {
    return after.isBefore(until)
        ? live.subMap(after, false, until, true).entrySet().stream()
            .map(entry -> new LiveValue(entry.getKey(), entry.getValue()))
            .toList()
        : List.of();
  }
}
