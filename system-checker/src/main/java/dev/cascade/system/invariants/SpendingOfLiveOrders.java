package dev.cascade.system.invariants;

import static dev.cascade.schemas.catalogue.Topics.CUSTOMER_SPENDING;
import static dev.cascade.schemas.catalogue.Topics.ORDERS;

import dev.cascade.system.history.Fields;
import dev.cascade.system.history.History;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a customer is said to spend is what the live orders of that hour come to: failed and
 * cancelled ones have given their value back. It is never over the limit.
 */
final class SpendingOfLiveOrders implements Invariant {

  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
  private static final Set<String> ENDED = Set.of("FAILED", "CANCELLED");

  @Override
  public void check(History history, Complaints complaints) {
    Map<String, List<Fields>> live =
        history.table(ORDERS).values().stream()
            .filter(order -> !ENDED.contains(order.text("state")))
            .collect(Collectors.groupingBy(order -> order.text("customerId")));
    Map<String, Fields> told = history.table(CUSTOMER_SPENDING);
    live.keySet()
        .forEach(customer ->
            complaints.unless(
                told.containsKey(customer), "Nobody tells what customer %s spends", customer));
    told.forEach((customer, spending) ->
        spending
            .list("currencies")
            .forEach(spent ->
                checkSpent(customer, spent, live.getOrDefault(customer, List.of()), complaints)));
  }

  private static void checkSpent(
      String customer, Fields spent, List<Fields> live, Complaints complaints) {
    long total = spent.number("total.minorUnits");
    long ordered =
        live.stream()
            .filter(order -> isCounted(order, spent))
            .mapToLong(order -> order.number("total.minorUnits"))
            .sum();
    complaints.unless(
        total == ordered,
        "Customer %s spends %d %s, live orders come to %d",
        customer,
        total,
        spent.text("total.currency"),
        ordered);
    complaints.unless(
        total <= spent.number("limit.minorUnits"),
        "Customer %s spends %d of %d",
        customer,
        total,
        spent.number("limit.minorUnits"));
  }

  private static boolean isCounted(Fields order, Fields spent) {
    long end = spent.epochMillis("windowEnd");
    long created = order.epochMillis("createdAt");
    return order.text("total.currency").equals(spent.text("total.currency"))
        && end - HOUR_MILLIS < created
        && created <= end;
  }
}
