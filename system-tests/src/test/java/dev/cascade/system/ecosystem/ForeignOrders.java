package dev.cascade.system.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * One customer's orders and payments, and another one who looks for them, at every instance: some
 * lie there, others on the next one, to which the question is forwarded.
 *
 * @param orders base URLs of the instances
 * @param payments the same of payments
 * @param alice who orders
 * @param bob who has nothing to do with it
 */
public record ForeignOrders(List<String> orders, List<String> payments, Http alice, Http bob) {

  private static final int COUNT = 8;

  /** Orders, and looks. */
  public void check() {
    List<String> ids = new ArrayList<>();
    for (int number = 0; number < COUNT; number++) {
      ids.add(ordered("foreign-" + number, orders.get(number % orders.size())));
    }
    for (String url : orders) {
      ids.forEach(id -> isHers(url, id));
      assertThat(bob.get(url + "/v1/orders?limit=200").text())
          .doesNotContain("c-alice", "foreign-");
      assertThat(alice.get(url + "/v1/orders?limit=200").text()).contains(ids);
    }
    for (String url : payments) {
      ids.forEach(id -> isHerPayment(url, "order-" + id));
      assertThat(alice.get(url + "/v1/accounts/c-alice").status()).isEqualTo(200);
      assertThat(bob.get(url + "/v1/accounts/c-alice").status()).isEqualTo(404);
      assertThat(bob.get(url + "/v1/accounts?limit=1000").text()).doesNotContain("c-alice");
    }
  }

  private String ordered(String id, String url) {
    String body = OrderBody.of(id, "c-alice", "tea", 1, "18.20").json();
    Awaitility.await(id + " to be taken")
        .until(() -> alice.post(url + "/v1/orders?timeout=10000", body).status(), it -> it <= 201);
    return id;
  }

  private void isHers(String url, String id) {
    String order = url + "/v1/orders/" + id;
    assertThat(alice.get(order + "?timeout=15000").status()).as(order).isEqualTo(200);
    assertThat(alice.get(order + "/timeline?timeout=15000").status()).as(order).isEqualTo(200);
    for (String path : List.of("", "/validated", "/timeline", "/events")) {
      Http.Answer hidden = bob.get(order + path + "?timeout=100");
      assertThat(hidden.status()).as(order + path + hidden.text()).isEqualTo(404);
    }
    assertThat(bob.post(order + "/cancel?timeout=100", "{}").status()).isEqualTo(404);
    String his = OrderBody.of(id, "c-bob", "tea", 1, "18.20").json();
    Http.Answer taken = bob.post(url + "/v1/orders?timeout=10000", his);
    assertThat(taken.status()).as(taken.text()).isEqualTo(409);
    assertThat(taken.text()).doesNotContain("c-alice");
  }

  private void isHerPayment(String url, String id) {
    String payment = url + "/v1/payments/" + id;
    assertThat(alice.get(payment + "?timeout=15000").status()).as(payment).isEqualTo(200);
    for (String path : List.of("", "/completed", "/timeline")) {
      Http.Answer hidden = bob.get(payment + path + "?timeout=100");
      assertThat(hidden.status()).as(payment + path + hidden.text()).isEqualTo(404);
    }
    String his =
        "{\"id\":\"%s\",\"debtorAccount\":\"c-bob\",\"creditorAccount\":\"merchant\",\"amount\":\"1.00\",\"currency\":\"EUR\"}"
            .formatted(id);
    assertThat(bob.post(url + "/v1/payments", his).status()).isEqualTo(400);
  }
}
