package dev.cascade.system;

import static dev.cascade.schemas.catalogue.Topics.CONTROL_STATUS;
import static dev.cascade.schemas.catalogue.Topics.DEAD_LETTER_DECISIONS;
import static dev.cascade.schemas.catalogue.Topics.FRAUD_ALERTS;
import static dev.cascade.schemas.catalogue.Topics.ORDERS;
import static dev.cascade.schemas.catalogue.Topics.ORDER_REQUESTS;
import static dev.cascade.schemas.catalogue.Topics.ORDER_VALIDATIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.Everybody;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.Quiet;
import dev.cascade.system.ecosystem.RawWriter;
import dev.cascade.system.history.Fact;
import dev.cascade.system.history.Fact.Place;
import dev.cascade.system.history.History;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Bytes that are no Avro, and a length that is not true, on every partition of every topic that
 * some service reads: it is put aside by those whose applications read it, and passed by those who
 * only look.
 */
@SystemTest
class PoisonTest {

  /** Followed without an application: who reads them passes what he cannot read. */
  private static final Set<String> ONLY_FOLLOWED = Set.of(FRAUD_ALERTS, CONTROL_STATUS);

  /** Every topic that some service reads, with those who put aside what they cannot read of it. */
  static final Map<String, Set<String>> READERS = readers();

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Http http = new Http();
  private final Ecosystem ecosystem;
  private final Orders orders;

  PoisonTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.orders = new Orders(ecosystem);
  }

  @Test
  void poisonIsPutAsideByEachReaderAndStopsNobody() {
    assertThat(READERS.get(DEAD_LETTER_DECISIONS)).as("only looked at").isEmpty();
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
    whoOnlyLooksGoesOn();
    Everybody.isReady(ecosystem);
    Quiet.historyOf(ecosystem);
  }

  private static Map<String, Set<String>> readers() {
    Map<String, Set<String>> readers = new TreeMap<>();
    for (TopicDefinition topic : TopicCatalogue.load().topics()) {
      boolean isRead = !topic.dependents().isEmpty() || !topic.onDemand().isEmpty();
      if (isRead && topic.valueSchema().isPresent()) {
        readers.put(
            topic.name(), ONLY_FOLLOWED.contains(topic.name()) ? Set.of() : topic.dependents());
      }
    }
    return readers;
  }

  private void whoOnlyLooksGoesOn() {
    orders.postUntilAccepted(OrderBody.of("alert-after-poison", "c-carol", "ipad", 5, "499.00"));
    Awaitility.await("the alert")
        .atMost(PATIENCE)
        .until(() ->
            http.get(ecosystem.url("fraud") + "/v1/fraud/alerts?customerId=c-carol")
                .text()
                .contains("alert-after-poison"));

    Http.Answer obeyed =
        http.post(ecosystem.url("payments") + "/v1/control/resume?timeout=10000", "");
    assertThat(obeyed.status()).as(obeyed.text()).isEqualTo(200);

    for (String service : Ecosystem.SERVICES) {
      String letters = ecosystem.url(service) + "/v1/dead-letters";
      String letter =
          http.get(letters + "?state=open&limit=1")
              .body()
              .path("letters")
              .path(0)
              .path("id")
              .asText();
      Http.Answer decided =
          http.post(letters + "/" + letter + "/discard", "{\"by\":\"ann\",\"why\":\"a test\"}");
      assertThat(decided.status()).as(service + " " + decided.text()).isEqualTo(200);
      assertThat(http.get(letters + "/" + letter).text()).as(service).contains("discarded");
    }
    Http.Answer told = http.get(ecosystem.url("orders") + "/v1/orders/after-poison-0/timeline");
    assertThat(told.status()).as(told.text()).isEqualTo(200);
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
          http.post(ecosystem.url("inventory") + "/v1/stock/" + product + "/adjustments", body);
      assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    }
  }

  private static void isPutAsideByItsReaders(Place place, History history) {
    Set<String> expected =
        READERS.get(place.topic()).stream()
            .map(service -> service.replace("-service", "-dead-letters"))
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
