package dev.cascade.system.invariants;

import static dev.cascade.schemas.catalogue.Topics.ORDERS;
import static dev.cascade.schemas.catalogue.Topics.ORDER_REQUESTS;

import dev.cascade.system.history.Fact;
import dev.cascade.system.history.History;
import java.util.List;
import java.util.Map;

/**
 * Every request is consumed: its order is there, under the content that was asked first, and says
 * the position of its latest request.
 */
final class RequestsReflected implements Invariant {

  @Override
  public void check(History history, Complaints complaints) {
    Map<String, List<Fact>> orders = history.byKey(ORDERS);
    Map<String, List<Fact>> asked = history.byKey(ORDER_REQUESTS);
    asked.forEach((id, requests) ->
        checkRequests(id, requests, orders.getOrDefault(id, List.of()), complaints));
    orders
        .keySet()
        .forEach(id -> complaints.unless(asked.containsKey(id), "Nobody asked for order %s", id));
  }

  private static void checkRequests(
      String id, List<Fact> requests, List<Fact> order, Complaints complaints) {
    List<Fact> posts =
        requests.stream()
            .filter(fact -> fact.fields().typeOf("request").equals("OrderRequested"))
            .toList();
    if (posts.isEmpty()) {
      complaints.unless(order.isEmpty(), "Nobody posted order %s", id);
      return;
    }
    complaints.unless(!order.isEmpty(), "Order %s was posted and is not there", id);
    if (order.isEmpty()) {
      return;
    }
    complaints.unless(
        order
            .getFirst()
            .fields()
            .text("contentHash")
            .equals(posts.getFirst().fields().text("request.contentHash")),
        "Order %s has not the content of its first post",
        id);
    Fact latest = requests.getLast();
    var position = order.getLast().fields();
    complaints.unless(
        position.number("requestPosition.partition") == latest.partition()
            && position.number("requestPosition.offset") == latest.offset(),
        "Order %s reflects request %s, the latest is %s",
        id,
        position.text("requestPosition"),
        latest.place());
  }
}
