package dev.cascade.system.invariants;

import static dev.cascade.schemas.catalogue.Topics.CUSTOMER_ORDERS;
import static dev.cascade.schemas.catalogue.Topics.ORDER_LINES;

import dev.cascade.system.history.Fact;
import dev.cascade.system.history.History;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Each line of an order is told to its product once, and its end at most once after that; the same
 * of each order and its customer. The key is the product, or the customer.
 */
final class ValidatorsToldOnce implements Invariant {

  private static final Set<List<String>> LIVES_OF_LINES =
      Set.of(List.of("ORDERED"), List.of("ORDERED", "ENDED"), List.of("ORDERED", "SHIPPED"));

  private static final Set<List<String>> LIVES_OF_ORDERS =
      Set.of(List.of("PLACED"), List.of("PLACED", "ENDED"));

  @Override
  public void check(History history, Complaints complaints) {
    keyedBy("productId", history.values(ORDER_LINES), complaints);
    keyedBy("customerId", history.values(CUSTOMER_ORDERS), complaints);
    lives(history.values(ORDER_LINES))
        .forEach((line, life) ->
            complaints.unless(LIVES_OF_LINES.contains(life), "Line %s is told as %s", line, life));
    lives(history.values(CUSTOMER_ORDERS))
        .forEach((order, life) ->
            complaints.unless(
                LIVES_OF_ORDERS.contains(life), "Order %s is told as %s", order, life));
  }

  private static void keyedBy(String field, List<Fact> told, Complaints complaints) {
    told.forEach(fact ->
        complaints.unless(
            fact.key().equals(fact.fields().text(field)),
            "%s has the key %s and %s %s",
            fact.place(),
            fact.key(),
            field,
            fact.fields().text(field)));
  }

  /** What is told of each line or order, in the order of its partition. */
  private static Map<String, List<String>> lives(List<Fact> told) {
    return told.stream()
        .collect(
            Collectors.groupingBy(
                ValidatorsToldAsOrdered::subject,
                LinkedHashMap::new,
                Collectors.mapping(fact -> fact.fields().text("change"), Collectors.toList())));
  }
}
