package dev.cascade.orders.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.EmailOutcome;
import dev.cascade.schemas.EmailSent;
import dev.cascade.schemas.FraudAlert;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.Payment;
import dev.cascade.schemas.PaymentKind;
import dev.cascade.schemas.PaymentState;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TimelineContract;
import dev.cascade.testing.TopicWriter;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PlatformResource.class)
class OrderTimelineTest extends TimelineContract {

  private final OrdersClient client = new OrdersClient();
  private final TopicWriter others = TestPlatform.shared().writer();

  @BeforeEach
  void awaitReadiness() {
    client.awaitReady();
  }

  @AfterEach
  void close() {
    client.close();
    others.close();
  }

  @Override
  protected String baseUrl() {
    return "http://localhost:" + RestAssured.port;
  }

  @Override
  protected String path(String id) {
    return "/v1/orders/" + id + "/timeline";
  }

  @Override
  protected String freshThing() {
    return client.validated();
  }

  @Override
  protected String topic() {
    return Topics.ORDER_VALIDATIONS;
  }

  @Override
  protected String key(String id) {
    return id;
  }

  @Test
  void whatOtherServicesWroteIsFoundUnderKeysOfTheirs() {
    String id = client.confirmed();
    others.send(Topics.PAYMENTS_INCOMING, "order-" + id, payment(id, PaymentState.INCOMING));
    others.send(Topics.PAYMENTS_INFLIGHT, "1", payment(id, PaymentState.DEBIT));
    others.send(Topics.PAYMENTS_INFLIGHT, "1", payment("another", PaymentState.DEBIT));
    others.send(Topics.PAYMENTS_INFLIGHT, "merchant", payment(id, PaymentState.CREDIT));
    others.send(Topics.PAYMENTS_COMPLETE, "order-" + id, payment(id, PaymentState.COMPLETE));
    others.send(Topics.FRAUD_ALERTS, "1", alert(id));
    others.send(Topics.FRAUD_ALERTS, "1", alert("another"));
    others.send(Topics.EMAILS_SENT, id, mail(id));

    Answer told = get(path(id) + "?timeout=10000");

    assertThat(told.whats())
        .containsExactlyInAnyOrder(
            "OrderRequested",
            "CREATED",
            "line 1 ORDERED",
            "customer's order PLACED",
            "verdict order-details PASS",
            "verdict fraud PASS",
            "verdict inventory line 1 PASS",
            "VALIDATED",
            "order PAID",
            "CONFIRMED",
            "payment INCOMING",
            "payment DEBIT",
            "payment CREDIT",
            "payment COMPLETE",
            "fraud alert",
            "mail sent");
    assertThat(told.body().path("state").asText()).isEqualTo("CONFIRMED");
    assertThat(told.body().path("payments").toString())
        .isEqualTo("[\"/v1/payments/order-" + id + "/timeline\"]");
  }

  @Test
  void whatHasToHappenFirstIsToldFirst() {
    String id = client.confirmed();

    List<String> whats = get(path(id) + "?timeout=10000").whats();

    List<String> inOrder = new ArrayList<>(whats);
    inOrder.retainAll(
        List.of("OrderRequested", "CREATED", "verdict fraud PASS", "VALIDATED", "CONFIRMED"));
    assertThat(inOrder)
        .containsExactly(
            "OrderRequested", "CREATED", "verdict fraud PASS", "VALIDATED", "CONFIRMED");
    assertThat(whats.indexOf("order PAID")).isLessThan(whats.indexOf("CONFIRMED"));
  }

  @Test
  void thePathWorksWithoutVersionToo() {
    String id = client.taken();

    assertThat(get("/orders/" + id + "/timeline?timeout=10000").whats()).contains("OrderRequested");
  }

  private static Payment payment(String orderId, PaymentState state) {
    Instant now = Instant.now();
    return Payment.newBuilder()
        .setId("order-" + orderId)
        .setKind(PaymentKind.TRANSFER)
        .setOrderId(orderId)
        .setDebtorAccount("1")
        .setCreditorAccount("merchant")
        .setAmount(new Money(100L, "EUR"))
        .setState(state)
        .setSubmittedAt(now)
        .setUpdatedAt(now)
        .build();
  }

  private static FraudAlert alert(String orderId) {
    Money money = new Money(100L, "EUR");
    return new FraudAlert("1", orderId, money, money, Instant.now());
  }

  private static EmailSent mail(String orderId) {
    return EmailSent.newBuilder()
        .setOrderId(orderId)
        .setMessageId("<m>")
        .setOutcome(EmailOutcome.SENT)
        .setAttempts(1)
        .setLevel(CustomerLevel.PLATINUM)
        .setDetail("")
        .setAt(Instant.now())
        .build();
  }
}
