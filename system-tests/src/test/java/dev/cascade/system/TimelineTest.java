package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.MailBox;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.OrderBody.Line;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.Quiet;
import dev.cascade.system.history.Fact;
import dev.cascade.system.history.History;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The timelines of an order and of its payment, against all that the topics hold about them. */
@SystemTest
class TimelineTest {

  private static final String ID = "timeline-alice";
  private static final String PAYMENT = "order-" + ID;

  /** Each of these happens because of the one before. */
  private static final List<String> CAUSES =
      List.of(
          "OrderRequested",
          "CREATED",
          "verdict inventory line 2 PASS",
          "VALIDATED",
          "payment INCOMING",
          "payment DEBIT",
          "payment CREDIT",
          "payment COMPLETE",
          "order PAID",
          "CONFIRMED",
          "mail asked for",
          "mail sent");

  private static final Set<String> OF_ACCOUNTS =
      Set.of(Topics.ACCOUNT_BALANCES, Topics.ACCOUNT_ALERTS);

  private static final Set<String> OF_PAYMENTS =
      Set.of(
          Topics.PAYMENTS_INCOMING,
          Topics.PAYMENTS_INFLIGHT,
          Topics.PAYMENTS_COMPLETE,
          Topics.PAYMENTS_CONFIRMED,
          Topics.ORDER_PAYMENTS);

  private final Ecosystem ecosystem;
  private final Http http = new Http();

  TimelineTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
  }

  @Test
  void anOrderAndItsPaymentAreToldWithEveryRecordAboutThemOnceAndInOrder() {
    Orders orders = new Orders(ecosystem);
    MailBox alice = new MailBox(ecosystem, "alice@example.org");
    List<Line> lines = List.of(new Line("book", 1, "24.50"), new Line("tea", 1, "18.20"));
    assertThat(orders.post(new OrderBody(ID, "c-alice", lines)).status()).isEqualTo(201);
    Awaitility.await("the mail")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !alice.about(ID).isEmpty());
    History history = Quiet.historyOf(ecosystem);

    Http.Answer order =
        http.get(ecosystem.url("orders") + "/v1/orders/" + ID + "/timeline?timeout=10000");
    assertTold(order, history, fact -> !OF_ACCOUNTS.contains(fact.topic()));
    assertThat(whats(order).stream().filter(CAUSES::contains)).containsExactlyElementsOf(CAUSES);

    String path = order.body().path("payments").path(0).asText();
    Http.Answer payment = http.get(ecosystem.url("payments") + path + "?timeout=10000");
    assertThat(payment.field("paymentId")).isEqualTo(PAYMENT);
    assertTold(payment, history, TimelineTest::isOfPayment);
    assertThat(http.get(ecosystem.url("orders") + payment.field("order")).field("orderId"))
        .isEqualTo(ID);
  }

  private static boolean isOfPayment(Fact fact) {
    return OF_PAYMENTS.contains(fact.topic())
        || (fact.topic().equals(Topics.ACCOUNT_BALANCES) && !fact.key().startsWith("transit-"));
  }

  private void assertTold(Http.Answer told, History history, Predicate<Fact> isPartOfIt) {
    assertThat(told.status()).as(told.text()).isEqualTo(200);
    assertThat(told.body().path("complete").asBoolean()).as(told.text()).isTrue();
    List<String> places =
        facts(told).stream()
            .map(fact ->
                new Fact.Place(
                        fact.path("topic").asText(),
                        fact.path("partition").asInt(),
                        fact.path("offset").asLong())
                    .toString())
            .toList();
    assertThat(places)
        .containsExactlyInAnyOrderElementsOf(
            history.stream()
                .filter(TimelineTest::isAboutTheOrder)
                .filter(isPartOfIt)
                .map(fact -> fact.place().toString())
                .toList());
    assertThat(facts(told).stream().map(fact -> Instant.parse(fact.path("time").asText())))
        .isSorted();
    assertThat(told.text()).doesNotContain("alice@", "Alice", "c-alice");
  }

  /** Whatever its schema: ids of the order and of its payment are found in no other record. */
  private static boolean isAboutTheOrder(Fact fact) {
    return fact.key().contains(ID) || String.valueOf(fact.value()).contains(ID);
  }

  private static List<String> whats(Http.Answer told) {
    return facts(told).stream().map(fact -> fact.path("what").asText()).toList();
  }

  private static List<JsonNode> facts(Http.Answer told) {
    return StreamSupport.stream(told.body().path("facts").spliterator(), false).toList();
  }
}
