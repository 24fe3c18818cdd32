package dev.cascade.system;

import static dev.cascade.schemas.catalogue.Topics.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.ExtraInstance;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.OrderTraffic;
import dev.cascade.system.ecosystem.Quiet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Three instances of orders: any of them answers, also while they are killed one by one. All tests
 * share them.
 */
@SystemTest
@TestInstance(Lifecycle.PER_CLASS)
class SeveralOrdersInstancesTest {

  private static final String PATIENCE = "timeout=15000";

  private final Ecosystem ecosystem;
  private final Http http = new Http();
  private final Executor inParallel = Thread::startVirtualThread;
  private final ExtraInstance second;
  private final ExtraInstance third;
  private final List<String> urls;

  SeveralOrdersInstancesTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.second = ecosystem.another("orders", 2);
    this.third = ecosystem.another("orders", 3);
    this.urls = List.of(ecosystem.url("orders"), second.url(), third.url());
  }

  @BeforeEach
  void startTheOthers() {
    ExtraInstance.startAll(List.of(second, third));
  }

  @AfterAll
  void stopTheOthers() {
    second.close();
    third.close();
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
          CompletableFuture.supplyAsync(() -> post(instance, order).status(), inParallel)
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
    second.kill();

    positions.forEach((id, position) -> {
      Http.Answer seen =
          http.get(third.url() + "/v1/orders/" + id + "?timeout=30000&position=" + position);
      assertThat(seen.status()).as(seen.text()).isEqualTo(200);
    });
  }

  @Test
  void killsLoseNothingAndNoReadShowsLessThanItsWrite() {
    try (OrderTraffic traffic = OrderTraffic.start(urls, "rolling-")) {
      traffic.awaitMore(30);
      ecosystem.kill("orders");
      traffic.awaitMore(20);
      ecosystem.up();
      for (ExtraInstance instance : List.of(second, third)) {
        traffic.awaitMore(30);
        instance.kill();
        traffic.awaitMore(20);
        instance.start();
      }
      traffic.awaitMore(30);
      traffic.close();

      assertThat(traffic.wrong()).isEmpty();
      assertThat(Quiet.historyOf(ecosystem).table(ORDERS))
          .containsKeys(traffic.accepted().toArray(String[]::new));
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
