package dev.cascade.simulation.oracle;

import dev.cascade.auditor.log.Fact;
import dev.cascade.auditor.log.Place;
import dev.cascade.schemas.CancellationRequested;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderRequest;
import dev.cascade.schemas.OrderRequested;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.ShipmentRequested;
import dev.cascade.schemas.catalogue.Topics;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Orders as one person would follow them: each that was asked for ends in one state, for which
 * somebody or something gave cause, shows its last request, and leaves the money where that state
 * says.
 */
final class OrderModel implements Model {

  private static final String MERCHANT = "merchant";

  /** What was asked of one order. */
  private static final class Asked {
    private boolean isOrdered;
    private boolean mayShip;
    private boolean mayCancel;
    private long lastOffset = -1;
  }

  private final Complaints complaints;
  private final MoneyModel money;
  private final Map<String, Asked> asked = new TreeMap<>();
  private final Map<String, Order> orders = new TreeMap<>();
  private final Set<String> forgotten = new HashSet<>();

  OrderModel(Complaints complaints, MoneyModel money) {
    this.complaints = complaints;
    this.money = money;
  }

  @Override
  public void read(Fact fact) {
    fact.of(Topics.ORDER_REQUESTS, OrderRequest.class)
        .ifPresent(request -> ask(fact.place(), request));
    fact.of(Topics.ORDERS, Order.class).ifPresent(order -> orders.put(order.getId(), order));
    if (fact.topic().equals(Topics.ORDERS) && fact.isTombstone()) {
      forgotten.add(fact.key());
    }
  }

  private void ask(Place place, OrderRequest request) {
    Asked known = asked.computeIfAbsent(request.getOrderId(), _ -> new Asked());
    switch (request.getRequest()) {
      case OrderRequested _ -> known.isOrdered = true;
      case CancellationRequested _ -> known.mayCancel |= known.isOrdered;
      case ShipmentRequested _ -> known.mayShip |= known.isOrdered;
      default -> throw new IllegalStateException("Unknown request " + request);
    }
    if (known.isOrdered) {
      known.lastOffset = place.offset();
    }
  }

  @Override
  public void conclude() {
    asked.forEach((id, request) -> {
      if (request.isOrdered) {
        conclude(id, request);
      }
    });
  }

  @Override
  public void concludeMuchLater() {
    orders
        .keySet()
        .forEach(id ->
            complaints.judge(
                forgotten.contains(id), "orders-are-forgotten", id, () -> "It has no tombstone"));
  }

  private void conclude(String id, Asked request) {
    Order order = orders.get(id);
    if (order == null) {
      complaints.judge(false, "orders-exist", id, () -> "It was accepted and does not exist");
      return;
    }
    complaints.judge(
        order.getDeadline() == null, "orders-end", id, () -> "It stays " + order.getState());
    complaints.judge(
        order.getRequestPosition().getOffset() == request.lastOffset,
        "requests-reflected",
        id,
        () ->
            "It reflects the request at %d, the last is at %d"
                .formatted(order.getRequestPosition().getOffset(), request.lastOffset));
    complaints.judge(
        hasCause(order, request),
        "final-states-have-causes",
        id,
        () ->
            "It is %s for %s, and nobody asked for it"
                .formatted(order.getState(), order.getReasons()));
    concludeMoney(id, order);
  }

  private static boolean hasCause(Order order, Asked request) {
    return switch (order.getState()) {
      case SHIPPED -> request.mayShip;
      case CANCELLED ->
          request.mayCancel
              || order.getReasons().stream()
                  .anyMatch(reason -> reason.getSource().equals("deadline"));
      case FAILED -> !order.getReasons().isEmpty();
      case CREATED, VALIDATED, CONFIRMED -> true;
    };
  }

  private void concludeMoney(String id, Order order) {
    long paid = money.moved("order-" + id, MERCHANT) + money.moved("refund-" + id, MERCHANT);
    boolean isKept = order.getState() == OrderState.SHIPPED || money.wasReversed("refund-" + id);
    long expected = isKept ? order.getTotal().getMinorUnits() : 0;
    complaints.judge(
        paid == expected,
        "orders-are-paid",
        id,
        () ->
            "It is %s, and the merchant has %d of it, not %d"
                .formatted(order.getState(), paid, expected));
  }
}
