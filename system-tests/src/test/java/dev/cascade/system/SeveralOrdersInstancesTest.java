package dev.cascade.system;

import static dev.cascade.schemas.catalogue.Topics.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.system.ecosystem.HomeEcosystem;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.OrderTraffic;
import dev.cascade.system.ecosystem.Quiet;
import dev.cascade.system.history.Fact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Three instances of orders by {@code ./cascade scale}: any of them answers, also while they are
 * killed one by one, and the entry in front of them always does. All tests share them.
 */
@SystemTest
@TestInstance(Lifecycle.PER_CLASS)
class SeveralOrdersInstancesTest {

  private static final String PATIENCE = "timeout=15000";

  private final HomeEcosystem ecosystem;
  private final Http http = new Http();
  private final Executor inParallel = Thread::startVirtualThread;
  private final List<String> urls;

  SeveralOrdersInstancesTest(HomeEcosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.urls = IntStream.rangeClosed(1, 3).mapToObj(it -> ecosystem.url("orders", it)).toList();
  }

  @BeforeEach
  void runThree() {
    if (!urls.stream().allMatch(this::isReady)) {
      ecosystem.scale("orders", 3);
    }
  }

  private boolean isReady(String url) {
    try {
      return http.tryGet(url + "/q/health/ready").status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @AfterAll
  void runOne() {
    ecosystem.scale("orders", 1);
    ecosystem.awaitTakenOver("orders", "/v1/orders?limit=1");
  }

  @Test
  void anyInstanceAnswersForAnyOrder() {
    Map<String, String> positions = placed("any-", 12, "several-customer");

    positions.forEach(this::everyInstanceShowsTheWrite);
    everyInstanceLists("several-customer", List.copyOf(positions.keySet()));
    everyInstanceRefusesAnotherContent("any-0");
    for (String url : urls) {
      assertThat(http.get(url + "/v1/orders/any-0?position=garbage").status()).isEqualTo(400);
      assertThat(http.get(url + "/v1/orders/none-such?timeout=200").status()).isEqualTo(404);
    }
  }

  @Test
  void ofTwoOrdersUnderOneIdAtTheSameMomentOneIsTakenAndTheOtherRefused() {
    for (int number = 0; number < 200; number++) {
      String id = "contended-" + number;
      List<CompletableFuture<Http.Answer>> answers = new ArrayList<>();
      for (int pieces = 1; pieces <= 2; pieces++) {
        OrderBody order = OrderBody.of(id, "c-1", "UNDERPANTS", pieces, "1.00");
        int instance = number + pieces;
        answers.add(CompletableFuture.supplyAsync(() -> post(instance, order), inParallel));
      }
      List<Integer> statuses = answers.stream().map(it -> it.join().status()).toList();

      assertThat(statuses).as(id).containsExactlyInAnyOrder(201, 409);
      Http.Answer seen = http.get(urls.get(number % 3) + "/v1/orders/" + id + "?" + PATIENCE);
      assertThat(seen.body().path("quantity").asInt()).isEqualTo(statuses.indexOf(201) + 1);
    }
  }

  @Test
  void tenThousandPostsOfOneOrderAreOneOrder() {
    OrderBody order = OrderBody.of("repeated", "c-1", "UNDERPANTS", 1, "1.00");
    Semaphore free = new Semaphore(50);
    List<CompletableFuture<Integer>> statuses = new ArrayList<>();
    for (int number = 0; number < 10_000; number++) {
      int instance = number;
      free.acquireUninterruptibly();
      statuses.add(
          CompletableFuture.supplyAsync(() -> acknowledged(instance, order), inParallel)
              .whenComplete((_, _) -> free.release()));
    }

    assertThat(statuses.stream().map(CompletableFuture::join)).containsOnly(200, 201);
    assertThat(Quiet.historyOf(ecosystem).byKey(ORDERS).get(order.id()))
        .filteredOn(fact -> fact.fields().maybe("previousState").isEmpty())
        .hasSize(1);
  }

  @Test
  void eventsFollowAnOrderWhereverItLives() {
    for (int number = 0; number < 4; number++) {
      OrderBody order = OrderBody.of("told-" + number, "c-1", "no-such-product", 1, "1.00");
      assertThat(post(number, order).status()).isEqualTo(201);
      for (String url : urls) {
        String told = http.get(url + "/v1/orders/" + order.id() + "/events?" + PATIENCE).text();

        assertThat(told).contains("event:created", "event:verdict", "FAILED");
      }
    }
  }

  @Test
  void oneReadOutwaitsTheTakeoverOfADeadInstancesOrders() {
    Map<String, String> positions = placed("outwaited-", 12, "c-1");
    ecosystem.kill("orders#2");

    positions.forEach((id, position) -> {
      Http.Answer seen =
          http.get(urls.get(2) + "/v1/orders/" + id + "?timeout=30000&position=" + position);
      assertThat(seen.status()).as(seen.text()).isEqualTo(200);
    });
  }

  @Test
  void killsLoseNothingAndNoReadShowsLessThanItsWrite() {
    try (OrderTraffic traffic = OrderTraffic.start(urls, "rolling-")) {
      for (String instance : List.of("orders", "orders#2", "orders#3")) {
        traffic.awaitMore(30);
        ecosystem.kill(instance);
        traffic.awaitMore(20);
        ecosystem.up();
      }
      traffic.awaitMore(30);
      traffic.close();

      assertThat(traffic.wrong()).isEmpty();
      assertThat(Quiet.historyOf(ecosystem).table(ORDERS))
          .containsKeys(traffic.accepted().toArray(String[]::new));
    }
  }

  @Test
  void newInstancesFewerAndMoreAreNothingThatWhoAsksTheEntryNotices() {
    List<OrderTraffic> clients =
        Stream.of("rolled-a-", "rolled-b-")
            .map(prefix -> OrderTraffic.demanding(ecosystem.entryUrl("orders"), prefix))
            .toList();
    try {
      clients.forEach(it -> it.awaitMore(10));
      ecosystem.rollout("orders");
      clients.forEach(it -> it.awaitMore(10));
      ecosystem.scale("orders", 1);
      clients.forEach(it -> it.awaitMore(10));
      ecosystem.scale("orders", 3);
      clients.forEach(it -> it.awaitMore(10));
    } finally {
      clients.forEach(OrderTraffic::close);
    }

    assertThat(clients).flatMap(OrderTraffic::wrong).isEmpty();
    Map<String, List<Fact>> told = Quiet.historyOf(ecosystem).byKey(ORDERS);
    for (String order : clients.stream().flatMap(it -> it.accepted().stream()).toList()) {
      assertThat(told.get(order))
          .as(order)
          .filteredOn(fact -> fact.fields().maybe("previousState").isEmpty())
          .hasSize(1);
    }
  }

  /** Each order is posted to one instance after the other. */
  private Map<String, String> placed(String prefix, int count, String customer) {
    Map<String, String> positions = new HashMap<>();
    for (int number = 0; number < count; number++) {
      OrderBody order = OrderBody.of(prefix + number, customer, "UNDERPANTS", 1, "1.00");
      Http.Answer answer = post(number, order);
      assertThat(answer.status()).as(answer.text()).isEqualTo(201);
      positions.put(order.id(), answer.position());
    }
    return positions;
  }

  /**
   * What a client gets who repeats a POST that Kafka did not acknowledge in time, as he is told.
   */
  private int acknowledged(int number, OrderBody order) {
    int status = post(number, order).status();
    return status == 503 ? acknowledged(number, order) : status;
  }

  /** Patiently: an instance that has just come takes orders over from the others. */
  private Http.Answer post(int number, OrderBody order) {
    return http.post(urls.get(number % 3) + "/v1/orders?" + PATIENCE, order.json());
  }

  private void everyInstanceShowsTheWrite(String id, String position) {
    for (String url : urls) {
      String query = "?" + PATIENCE + "&position=" + position;
      Http.Answer seen = http.get(url + "/v1/orders/" + id + query);
      assertThat(seen.status()).as(seen.text()).isEqualTo(200);
      Http.Answer decided = http.get(url + "/v1/orders/" + id + "/validated" + query);
      assertThat(decided.status()).as(decided.text()).isEqualTo(200);
      assertThat(decided.field("state")).isNotEqualTo("CREATED");
    }
  }

  private void everyInstanceLists(String customer, List<String> ids) {
    for (String url : urls) {
      JsonNode items =
          http.get(url + "/v1/orders?customerId=" + customer + "&limit=200&" + PATIENCE)
              .body()
              .path("items");
      List<String> listed = new ArrayList<>();
      items.forEach(item -> listed.add(item.path("id").asText()));
      assertThat(listed).containsExactlyInAnyOrderElementsOf(ids);
    }
  }

  private void everyInstanceRefusesAnotherContent(String id) {
    String same = OrderBody.of(id, "several-customer", "UNDERPANTS", 1, "1.00").json();
    String other = OrderBody.of(id, "several-customer", "UNDERPANTS", 2, "1.00").json();
    for (String url : urls) {
      assertThat(http.post(url + "/v1/orders", same).status()).isEqualTo(200);
      assertThat(http.post(url + "/v1/orders", other).status()).isEqualTo(409);
    }
  }
}
