package dev.cascade.simulation.oracle;

import dev.cascade.auditor.log.Fact;
import dev.cascade.schemas.CustomerOrderChange;
import dev.cascade.schemas.OrderChange;
import dev.cascade.schemas.OrderValidation;
import dev.cascade.schemas.Verdict;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.simulation.world.Topologies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What each customer spends, counted anew for every order from the whole of its past: it passes if
 * no hour that it falls in comes to more than the limit. Orders that are judged long after they
 * were made are taken as they were judged, since what they are held against may be forgotten. One
 * that a person looks at counts like one that passed.
 */
final class FraudModel implements Model {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration GRACE = Duration.ofMinutes(10);
  private static final long LIMIT = Topologies.LIMIT.movePointRight(2).longValueExact();

  private final Complaints complaints;
  private final Map<String, List<CustomerOrderChange>> changes = new LinkedHashMap<>();
  private final Map<String, OrderValidation> verdicts = new HashMap<>();

  FraudModel(Complaints complaints) {
    this.complaints = complaints;
  }

  @Override
  public void read(Fact fact) {
    fact.of(Topics.CUSTOMER_ORDERS, CustomerOrderChange.class)
        .ifPresent(change ->
            changes.computeIfAbsent(change.getCustomerId(), _ -> new ArrayList<>()).add(change));
    fact.of(Topics.ORDER_VALIDATIONS, OrderValidation.class)
        .filter(verdict -> verdict.getRule().equals("fraud"))
        .ifPresent(verdict -> verdicts.putIfAbsent(verdict.getOrderId(), verdict));
  }

  @Override
  public void conclude() {
    changes.values().forEach(this::conclude);
  }

  private void conclude(List<CustomerOrderChange> ofCustomer) {
    Map<String, CustomerOrderChange> live = new LinkedHashMap<>();
    for (CustomerOrderChange change : ofCustomer) {
      if (change.getChange() == OrderChange.ENDED) {
        live.remove(change.getOrderId());
      } else if (isLive(change, live)) {
        live.put(change.getOrderId(), change);
      }
    }
  }

  private boolean isLive(CustomerOrderChange order, Map<String, CustomerOrderChange> live) {
    OrderValidation verdict = verdicts.get(order.getOrderId());
    if (verdict == null) {
      complaints.judge(
          false, "everybody-is-judged", order.getOrderId(), () -> "It has no verdict of fraud");
      return false;
    }
    boolean passed = verdict.getVerdict() == Verdict.PASS || verdict.getReviewUntil() != null;
    if (!verdict.getDecidedAt().isAfter(order.getOrderedAt().plus(GRACE))) {
      long fullest = fullest(order, live);
      complaints.judge(
          passed == (fullest <= LIMIT),
          "spending-limit",
          order.getOrderId(),
          () -> "It is %s, and an hour comes to %d".formatted(verdict.getVerdict(), fullest));
    }
    return passed || !order.getRequiredRules().contains("fraud");
  }

  private static long fullest(CustomerOrderChange order, Map<String, CustomerOrderChange> live) {
    Instant at = order.getOrderedAt();
    Stream<Instant> ends =
        Stream.concat(
            Stream.of(at),
            live.values().stream()
                .map(CustomerOrderChange::getOrderedAt)
                .filter(end -> end.isAfter(at) && end.isBefore(at.plus(HOUR))));
    return order.getTotal().getMinorUnits()
        + ends.mapToLong(end -> inHourUntil(end, live)).max().orElse(0);
  }

  private static long inHourUntil(Instant end, Map<String, CustomerOrderChange> live) {
    return live.values().stream()
        .filter(each -> !each.getOrderedAt().isAfter(end))
        .filter(each -> each.getOrderedAt().isAfter(end.minus(HOUR)))
        .mapToLong(each -> each.getTotal().getMinorUnits())
        .sum();
  }
}
