package dev.cascade.system.invariants;

import static dev.cascade.schemas.catalogue.Topics.CUSTOMER_ORDERS;
import static dev.cascade.schemas.catalogue.Topics.ORDERS;
import static dev.cascade.schemas.catalogue.Topics.ORDER_LINES;

import dev.cascade.system.history.Fact;
import dev.cascade.system.history.Fields;
import dev.cascade.system.history.History;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is told to products and customers is what happened to the orders: what each line ordered,
 * what each order came to, and how it ended; nothing is left out and nothing made up.
 */
final class ValidatorsToldAsOrdered implements Invariant {

  @Override
  public void check(History history, Complaints complaints) {
    compare(
        told(history.values(ORDER_LINES).stream(), "productId", "quantity"),
        happened(history).flatMap(ValidatorsToldAsOrdered::lines).collect(Collectors.toSet()),
        complaints);
    compare(
        told(history.values(CUSTOMER_ORDERS).stream(), "customerId", "total", "requiredRules"),
        happened(history).flatMap(ValidatorsToldAsOrdered::order).collect(Collectors.toSet()),
        complaints);
  }

  /** The line, or the order where there are no lines. */
  static String subject(Fact told) {
    Fields fields = told.fields();
    return told.topic().equals(ORDER_LINES)
        ? fields.text("orderId") + "/" + fields.text("number")
        : fields.text("orderId");
  }

  private static void compare(Set<String> told, Set<String> happened, Complaints complaints) {
    happened.forEach(
        change -> complaints.unless(told.contains(change), "Nobody is told that %s", change));
    told.forEach(change ->
        complaints.unless(happened.contains(change), "It is told that %s, and is not so", change));
  }

  private static Set<String> told(Stream<Fact> facts, String... fields) {
    return facts
        .map(fact ->
            sentence(
                subject(fact),
                fact.fields().text("change"),
                fact.fields().epochMillis("orderedAt"),
                Stream.of(fields).map(fact.fields()::text)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The records of orders in which their state is new. */
  private static Stream<Fields> happened(History history) {
    return history.values(ORDERS).stream()
        .map(Fact::fields)
        .filter(order -> !order.maybe("previousState").equals(order.maybe("state")));
  }

  private static Stream<String> lines(Fields order) {
    return switch (order.text("state")) {
      case "CREATED" -> lines(order, "ORDERED");
      case "SHIPPED" -> lines(order, "SHIPPED");
      case "FAILED", "CANCELLED" -> lines(order, "ENDED");
      default -> Stream.of();
    };
  }

  private static Stream<String> lines(Fields order, String change) {
    return order.list("lines").stream()
        .map(line ->
            sentence(
                order.text("id") + "/" + line.text("number"),
                change,
                order.epochMillis("createdAt"),
                Stream.of(line.text("productId"), line.text("quantity"))));
  }

  private static Stream<String> order(Fields order) {
    return switch (order.text("state")) {
      case "CREATED" -> order(order, "PLACED");
      case "FAILED", "CANCELLED" -> order(order, "ENDED");
      default -> Stream.of();
    };
  }

  private static Stream<String> order(Fields order, String change) {
    return Stream.of(
        sentence(
            order.text("id"),
            change,
            order.epochMillis("createdAt"),
            Stream.of("customerId", "total", "requiredRules").map(order::text)));
  }

  private static String sentence(
      String subject, String change, long orderedAt, Stream<String> content) {
    return "%s of %d is %s: %s"
        .formatted(subject, orderedAt, change, content.collect(Collectors.joining(", ")));
  }
}
