package dev.cascade.auditor.invariants;

import static dev.cascade.auditor.invariants.Guarantee.REQUESTS_REFLECTED;

import dev.cascade.auditor.log.Fact;
import dev.cascade.auditor.log.Place;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderRequest;
import dev.cascade.schemas.OrderRequested;
import dev.cascade.schemas.RequestPosition;
import dev.cascade.schemas.catalogue.Topics;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Consumed = produced + dead-lettered, for orders: a request that the order lifecycle has consumed
 * is reflected by an order that says its position, or it is a dead letter. Consumption and what
 * follows from it are one transaction, so there is nothing to wait for but the reading.
 */
public final class ReflectedRequests implements Rule {

  private static final String GROUP = "orders-lifecycle";

  private record Asked(String order, Place place, Instant at) {}

  private final Reading reading;
  private final Findings findings;
  private final int most;
  private final Map<Integer, ArrayDeque<Asked>> asked = new HashMap<>();
  private final Recent<String, RequestPosition> reflected;
  private final Recent<Place, Boolean> putAside;
  private final Map<Integer, Long> consumed = new HashMap<>();
  private long ordersTicket = -1;
  private long lettersTicket = -1;

  /** Watches, and remembers so many requests and orders. */
  public ReflectedRequests(Reading reading, Findings findings, int most) {
    this.reading = reading;
    this.findings = findings;
    this.most = most;
    this.reflected = new Recent<>(most, _ -> {});
    this.putAside = new Recent<>(most, _ -> {});
  }

  @Override
  public void read(Fact fact) {
    fact.of(Topics.ORDER_REQUESTS, OrderRequest.class)
        .filter(request -> request.getRequest() instanceof OrderRequested)
        .ifPresent(request -> ask(fact, request));
    fact.of(Topics.ORDERS, Order.class)
        .ifPresent(order ->
            reflected.put(order.getId(), order.getRequestPosition(), order.getUpdatedAt()));
    fact.origin().ifPresent(origin -> putAside.put(origin, true, fact.at()));
  }

  private void ask(Fact fact, OrderRequest request) {
    ArrayDeque<Asked> requests =
        asked.computeIfAbsent(fact.place().partition(), _ -> new ArrayDeque<>());
    if (requests.size() >= most) {
      requests.removeFirst();
      findings.forgot(REQUESTS_REFLECTED);
    }
    requests.addLast(new Asked(request.getOrderId(), fact.place(), request.getRequestedAt()));
  }

  @Override
  public void check() {
    if (ordersTicket < 0) {
      note();
    } else if (reading.isPassed(Topics.ORDERS, ordersTicket)
        && reading.isPassed(Topics.ORDERS_DEAD_LETTERS, lettersTicket)) {
      consumed.forEach(this::judge);
      note();
    }
  }

  /** What is consumed now can be judged once all is read that was written until now. */
  private void note() {
    consumed.clear();
    asked
        .keySet()
        .forEach(partition -> {
          Long offset = reading.consumed(Topics.ORDER_REQUESTS, partition).get(GROUP);
          if (offset != null) {
            consumed.put(partition, offset);
          }
        });
    ordersTicket = reading.ticket(Topics.ORDERS);
    lettersTicket = reading.ticket(Topics.ORDERS_DEAD_LETTERS);
  }

  private void judge(int partition, long upTo) {
    ArrayDeque<Asked> requests = asked.getOrDefault(partition, new ArrayDeque<>());
    while (!requests.isEmpty() && requests.getFirst().place().offset() < upTo) {
      Asked request = requests.removeFirst();
      findings.judge(
          REQUESTS_REFLECTED,
          isReflected(request) || putAside.get(request.place()) != null || !canJudge(request),
          request.place(),
          request.order(),
          () -> "It is consumed, and neither an order nor a dead letter tells of it");
    }
  }

  private boolean isReflected(Asked request) {
    RequestPosition position = reflected.get(request.order());
    return position != null
        && position.getPartition() == request.place().partition()
        && position.getOffset() >= request.place().offset();
  }

  private boolean canJudge(Asked request) {
    return reading.isWithinLookBack(request.at())
        && reflected.remembers(request.at())
        && putAside.remembers(request.at());
  }

  @Override
  public int waiting() {
    return asked.values().stream().mapToInt(ArrayDeque::size).sum();
  }
}
