package dev.cascade.system;

import static dev.cascade.schemas.catalogue.Topics.ACCOUNT_ALERTS;
import static dev.cascade.schemas.catalogue.Topics.ACCOUNT_BALANCES;
import static dev.cascade.schemas.catalogue.Topics.ACCOUNT_COMMANDS;
import static dev.cascade.schemas.catalogue.Topics.CONTROL_COMMANDS;
import static dev.cascade.schemas.catalogue.Topics.CUSTOMERS;
import static dev.cascade.schemas.catalogue.Topics.CUSTOMER_ORDERS;
import static dev.cascade.schemas.catalogue.Topics.EMAILS_SENT;
import static dev.cascade.schemas.catalogue.Topics.ORDERS;
import static dev.cascade.schemas.catalogue.Topics.ORDER_LINES;
import static dev.cascade.schemas.catalogue.Topics.ORDER_PAYMENTS;
import static dev.cascade.schemas.catalogue.Topics.ORDER_REQUESTS;
import static dev.cascade.schemas.catalogue.Topics.ORDER_VALIDATIONS;
import static dev.cascade.schemas.catalogue.Topics.PAYMENTS_COMPLETE;
import static dev.cascade.schemas.catalogue.Topics.PAYMENTS_INCOMING;
import static dev.cascade.schemas.catalogue.Topics.PAYMENTS_INFLIGHT;
import static dev.cascade.schemas.catalogue.Topics.PLATINUM_EMAILS;
import static dev.cascade.schemas.catalogue.Topics.PRODUCTS;
import static dev.cascade.schemas.catalogue.Topics.STOCK_ADJUSTMENTS;
import static dev.cascade.schemas.catalogue.Topics.STOCK_LEVELS;
import static dev.cascade.schemas.catalogue.Topics.VALIDATION_RULES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.Quiet;
import dev.cascade.system.ecosystem.RawWriter;
import dev.cascade.system.history.Fact;
import dev.cascade.system.history.Fact.Place;
import dev.cascade.system.history.History;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Bytes that are no Avro, and a length that is not true, on every partition of every topic that
 * some service reads.
 */
@SystemTest
class PoisonTest {

  /** Who reads what, and so has to put it aside. */
  static final Map<String, Set<String>> READERS =
      Map.ofEntries(
          Map.entry(ORDER_REQUESTS, Set.of("orders")),
          Map.entry(ORDERS, Set.of("orders", "payments", "order-details", "email")),
          Map.entry(ORDER_LINES, Set.of("inventory")),
          Map.entry(CUSTOMER_ORDERS, Set.of("fraud")),
          Map.entry(ORDER_VALIDATIONS, Set.of("orders")),
          Map.entry(VALIDATION_RULES, Set.of("orders")),
          Map.entry(PRODUCTS, Set.of("inventory", "order-details")),
          Map.entry(STOCK_ADJUSTMENTS, Set.of("inventory")),
          Map.entry(STOCK_LEVELS, Set.of("inventory")),
          Map.entry(CUSTOMERS, Set.of("email", "fraud")),
          Map.entry(PAYMENTS_INCOMING, Set.of("payments")),
          Map.entry(PAYMENTS_INFLIGHT, Set.of("payments")),
          Map.entry(PAYMENTS_COMPLETE, Set.of("payments")),
          Map.entry(ORDER_PAYMENTS, Set.of("orders", "email")),
          Map.entry(ACCOUNT_COMMANDS, Set.of("payments")),
          Map.entry(ACCOUNT_BALANCES, Set.of("payments")),
          Map.entry(ACCOUNT_ALERTS, Set.of("payments")),
          Map.entry(CONTROL_COMMANDS, Set.of("payments")),
          Map.entry(PLATINUM_EMAILS, Set.of("email")),
          Map.entry(EMAILS_SENT, Set.of("email")));

  private final Ecosystem ecosystem;
  private final Orders orders;

  PoisonTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.orders = new Orders(ecosystem);
  }

  @Test
  void poisonIsPutAsideByEachReaderAndStopsNobody() {
    List<Place> poison = poisonEveryPartition();

    List<String> ids = IntStream.range(0, 8).mapToObj(i -> "after-poison-" + i).toList();
    ids.forEach(this::postForSomePlatinumCustomer);
    deliverEveryProduct();
    ids.forEach(id -> assertThat(orders.settled(id).field("state")).isEqualTo("CONFIRMED"));

    History history = Quiet.historyOf(ecosystem);
    poison.forEach(place -> isPutAsideByItsReaders(place, history));
    assertThat(poison.stream().filter(place -> isLast(place, history)))
        .as("poison that nothing came after, on topics where work goes on")
        .allMatch(
            place -> !Set.of(ORDER_REQUESTS, ORDERS, ORDER_VALIDATIONS).contains(place.topic()));
  }

  private List<Place> poisonEveryPartition() {
    List<Place> places = new ArrayList<>();
    try (RawWriter writer = new RawWriter(ecosystem)) {
      for (String topic : READERS.keySet()) {
        for (int partition = 0; partition < writer.partitions(topic); partition++) {
          places.add(writer.poison(topic, partition));
          places.add(writer.claiming(topic, partition));
        }
      }
    }
    return places;
  }

  private void postForSomePlatinumCustomer(String id) {
    String customer = List.of("0", "4", "8").get(id.hashCode() & 1);
    orders.postUntilAccepted(OrderBody.of(id, customer, "STOCKINGS", 1, "2.00"));
  }

  private void deliverEveryProduct() {
    for (String product : List.of("JUMPERS", "UNDERPANTS", "STOCKINGS", "tea")) {
      String body =
          """
          {"adjustmentId":"after-poison-%s","delta":1,"reason":"count"}\
          """
              .formatted(product);
      Http.Answer answer =
          new Http()
              .post(ecosystem.url("inventory") + "/v1/stock/" + product + "/adjustments", body);
      assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    }
  }

  private static void isPutAsideByItsReaders(Place place, History history) {
    Set<String> expected =
        READERS.get(place.topic()).stream()
            .map(service -> service + "-dead-letters")
            .collect(Collectors.toSet());
    Map<String, Long> letters =
        history.stream()
            .filter(fact -> isAbout(place, fact))
            .collect(Collectors.groupingBy(Fact::topic, LinkedHashMap::new, Collectors.counting()));
    assertThat(letters.keySet()).as("letters about %s", place).isEqualTo(expected);
  }

  private static boolean isAbout(Place place, Fact letter) {
    Map<String, String> headers = letter.headers();
    return place.topic().equals(headers.get("__streams.errors.topic"))
        && Integer.toString(place.partition()).equals(headers.get("__streams.errors.partition"))
        && Long.toString(place.offset()).equals(headers.get("__streams.errors.offset"));
  }

  private static boolean isLast(Place place, History history) {
    return history.all(place.topic()).stream()
        .filter(fact -> fact.partition() == place.partition())
        .allMatch(fact -> fact.offset() <= place.offset());
  }
}
