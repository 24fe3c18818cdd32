package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.MailBox;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.OrderBody.Line;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.Quiet;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@SystemTest
class HappyWayTest {

  private final Ecosystem ecosystem;
  private final Orders orders;

  HappyWayTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.orders = new Orders(ecosystem);
  }

  @Test
  void aPlatinumCustomersOrderIsConfirmedAndMailedOnce() {
    MailBox alice = new MailBox(ecosystem, "alice@example.org");
    OrderBody order =
        new OrderBody(
            "happy-alice",
            "c-alice",
            List.of(new Line("book", 2, "24.50"), new Line("tea", 1, "18.20")));

    assertThat(orders.post(order).status()).isEqualTo(201);
    assertThat(orders.validated(order.id()).field("state")).isIn("VALIDATED", "CONFIRMED");
    assertThat(orders.settled(order.id()).field("state")).isEqualTo("CONFIRMED");

    Awaitility.await("the mail")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !alice.about(order.id()).isEmpty());
    Quiet.historyOf(ecosystem);
    assertThat(alice.about(order.id())).hasSize(1);
  }

  @Test
  void anotherCustomersOrderIsConfirmedWithoutMail() {
    OrderBody order = OrderBody.of("happy-bob", "c-bob", "umbrella", 1, "35.00");

    assertThat(orders.post(order).status()).isEqualTo(201);
    assertThat(orders.settled(order.id()).field("state")).isEqualTo("CONFIRMED");

    assertThat(Quiet.historyOf(ecosystem).byKey(Topics.PLATINUM_EMAILS))
        .doesNotContainKey(order.id());
    assertThat(new MailBox(ecosystem, "bob@example.org").about(order.id())).isEmpty();
  }

  @Test
  void theReferenceClientsBodyIsTakenAndItsReadAnswers() {
    String body =
        """
        {"id":"1","customerId":1,"state":"CREATED","product":"JUMPERS","quantity":1,"price":1.0}\
        """;

    assertThat(orders.post(body).status()).isEqualTo(201);
    Http.Answer validated =
        new Http().get(ecosystem.url("orders") + "/orders/validated/1?timeout=10000");

    assertThat(validated.status()).isEqualTo(200);
    assertThat(orders.settled("1").field("state")).isEqualTo("CONFIRMED");
  }

  @Test
  void theSameOrderPostedAgainIsTheSameOrder() {
    OrderBody order = OrderBody.of("twice-alice", "c-alice", "tea", 1, "18.20");
    OrderBody other = OrderBody.of("twice-alice", "c-alice", "tea", 2, "18.20");

    assertThat(orders.post(order).status()).isEqualTo(201);
    Http.Answer again = orders.post(order);
    orders.settled(order.id());
    Http.Answer late = orders.post(order);

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.field("id")).isEqualTo(order.id());
    assertThat(late.status()).isEqualTo(200);
    assertThat(late.field("state")).isEqualTo("CONFIRMED");
    assertThat(orders.post(other).status()).isEqualTo(409);
    var history = Quiet.historyOf(ecosystem);
    assertThat(history.byKey(Topics.PAYMENTS_INCOMING).get("order-twice-alice")).hasSize(1);
    assertThat(history.byKey(Topics.PLATINUM_EMAILS).get(order.id())).hasSize(1);
  }
}
