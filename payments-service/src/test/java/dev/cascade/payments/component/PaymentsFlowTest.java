package dev.cascade.payments.component;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cascade.schemas.AccountBalance;
import dev.cascade.schemas.Money;
import dev.cascade.schemas.Order;
import dev.cascade.schemas.OrderPayment;
import dev.cascade.schemas.OrderPaymentOutcome;
import dev.cascade.schemas.OrderState;
import dev.cascade.schemas.RequestPosition;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import dev.cascade.testing.TopicWriter;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformResource.class)
class PaymentsFlowTest {

  private final TestPlatform platform = TestPlatform.shared();
  private final Api api = new Api();
  private final String id = platform.freshId();
  private final String debtor = "debtor-" + id;
  private final String creditor = "creditor-" + id;

  @BeforeEach
  void openAccounts() {
    api.awaitReady();
    api.open(debtor, "0.00");
    api.open(creditor, "0.00");
    api.fund(debtor, "100.00");
  }

  @Test
  void aPaymentMovesMoneyOnceHoweverOftenItIsPosted() {
    assertThat(api.pay("p-" + id, debtor, creditor, "12.34").statusCode()).isEqualTo(202);
    assertThat(api.pay("p-" + id, debtor, creditor, "12.34").statusCode()).isIn(200, 202);

    assertThat(api.completed("p-" + id).getString("state")).isIn("COMPLETE", "CONFIRMED");
    await().untilAsserted(() -> assertThat(api.balance(creditor)).isEqualTo("12.34"));
    assertThat(api.balance(debtor)).isEqualTo("87.66");
    assertThat(api.pay("p-" + id, debtor, creditor, "99.99").statusCode()).isEqualTo(409);
  }

  @Test
  void aPaymentBeyondTheFundsFailsWithItsReason() {
    api.pay("p-" + id, debtor, creditor, "100.01");

    JsonPath failed = api.completed("p-" + id);

    assertThat(failed.getString("state")).isEqualTo("FAILED");
    assertThat(failed.getString("reason.code")).isEqualTo("no-funds");
    assertThat(api.balance(debtor)).isEqualTo("100.00");
  }

  @Test
  void aPaymentWithTwoAmountsIsRefused() {
    String body =
        """
        {"id":"p-%s","from":"%s","to":"%s","amount":"1.00","amount":"90.00"}\
        """
            .formatted(id, debtor, creditor);

    Response answer =
        RestAssured.given().contentType("application/json").body(body).post("/v1/payments");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(api.balance(debtor)).isEqualTo("100.00");
  }

  @Test
  void transitAccountsAreReadAndNothingElse() {
    String transit = "transit-EUR-" + id;

    assertThat(api.pay("p-" + id, debtor, transit, "1.00").jsonPath().getList("violations.field"))
        .containsExactly("creditorAccount");
    assertThat(api.pay("p-" + id, transit, debtor, "1.00").jsonPath().getList("violations.field"))
        .containsExactly("debtorAccount");
    Map<String, String> account = Map.of("id", transit, "currency", "EUR");
    assertThat(api.post("/v1/accounts", account).jsonPath().getList("violations.field"))
        .containsExactly("id");
    List<String> ids =
        api.get("/v1/accounts?limit=100&cursor=transit-").jsonPath().getList("items.id");
    String existing =
        ids.stream().filter(it -> it.startsWith("transit-")).findFirst().orElseThrow();
    assertThat(api.post("/v1/accounts/" + existing + "/freeze").statusCode()).isEqualTo(409);
    assertThat(api.get("/v1/accounts/" + existing).statusCode()).isEqualTo(200);
  }

  @Test
  void aPaymentToNobodyReturns() {
    api.pay("p-" + id, debtor, "nobody-" + id, "5.00");

    JsonPath reversed = api.completed("p-" + id);

    assertThat(reversed.getString("state")).isEqualTo("REVERSED");
    assertThat(reversed.getString("reason.code")).isEqualTo("unknown-creditor");
    await().untilAsserted(() -> assertThat(api.balance(debtor)).isEqualTo("100.00"));
  }

  @Test
  void aPaymentFromNobodyIsRejected() {
    api.pay("p-" + id, "nobody-" + id, creditor, "5.00");

    assertThat(api.completed("p-" + id).getString("reason.code")).isEqualTo("unknown-debtor");
  }

  @Test
  void refundsNeverExceedWhatWasPaid() {
    api.pay("p-" + id, debtor, creditor, "10.00");
    api.completed("p-" + id);

    api.post("/v1/payments/p-" + id + "/refunds", Map.of("id", "r1-" + id, "amount", "7.00"));
    api.post("/v1/payments/p-" + id + "/refunds", Map.of("id", "r2-" + id, "amount", "7.00"));

    String first = api.completed("r1-" + id).getString("state");
    String second = api.completed("r2-" + id).getString("state");
    assertThat(List.of(first, second)).containsOnlyOnce("REJECTED");
    await().untilAsserted(() -> assertThat(api.balance(creditor)).isEqualTo("3.00"));
  }

  @Test
  void aFollowUpWithoutABodyIsForTheWholeAmount() {
    api.pay("p-" + id, debtor, creditor, "10.00");
    api.completed("p-" + id);

    Response refund = api.post("/v1/payments/p-" + id + "/refunds");

    assertThat(refund.statusCode()).as(refund.asString()).isEqualTo(202);
    JsonPath ended = api.completed(refund.jsonPath().getString("id"));
    assertThat(ended.getString("state")).isIn("COMPLETE", "CONFIRMED");
    assertThat(ended.getString("amount")).isEqualTo("10.00");
    assertThat(api.post("/v1/payments/p-" + id + "/refunds", Map.of("sum", "1.00")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void anAccountThatBecomesLowIsAnAlertForOperators() {
    api.pay("p-" + id, debtor, creditor, "95.00");
    api.completed("p-" + id);

    await()
        .untilAsserted(() -> {
          Response alert = api.get("/v1/state/alerts-view/entries/" + debtor + "?timeout=5000");
          assertThat(alert.statusCode()).as(alert.asString()).isEqualTo(200);
          assertThat(alert.asString()).contains("\"available\":\"5.00\"");
        });
    assertThat(api.get("/q/metrics").asString()).contains("payments_accounts_low_balance_total");
  }

  @Test
  void anAuthorisationHoldsUntilItIsCaptured() {
    api.post(
        "/v1/payments",
        Map.of(
            "id",
            "a-" + id,
            "kind",
            "AUTHORISATION",
            "debtorAccount",
            debtor,
            "creditorAccount",
            creditor,
            "amount",
            "40.00",
            "currency",
            "EUR"));
    assertThat(api.completed("a-" + id).getString("state")).isEqualTo("AUTHORISED");
    await()
        .untilAsserted(() ->
            assertThat(api.get("/v1/accounts/" + debtor).jsonPath().getString("available"))
                .isEqualTo("60.00"));

    api.post("/v1/payments/a-" + id + "/capture", Map.of("id", "c-" + id, "amount", "30.00"));

    assertThat(api.completed("c-" + id).getString("state")).isIn("COMPLETE", "CONFIRMED");
    await().untilAsserted(() -> assertThat(api.balance(creditor)).isEqualTo("30.00"));
    JsonPath account = api.get("/v1/accounts/" + debtor).jsonPath();
    assertThat(account.getString("held")).isEqualTo("0.00");
    assertThat(account.getString("balance")).isEqualTo("70.00");
    await()
        .untilAsserted(() ->
            assertThat(api.get("/v1/payments/a-" + id).jsonPath().getString("state"))
                .isEqualTo("CAPTURED"));
    assertThat(api.get("/v1/payments/a-" + id).jsonPath().getString("capturedBy"))
        .isEqualTo("c-" + id);
  }

  @Test
  void everyViolationOfAPaymentIsNamed() {
    Response answer =
        api.post("/v1/payments", Map.of("amount", "-1", "currency", "XXX", "more", true));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.jsonPath().getList("violations.field"))
        .contains("more", "currency", "debtorAccount", "creditorAccount");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a/b ?#", "{braces}", "100%41", "umlaut \u00e4\u20ac", "pair \uD83D\uDE00"})
  void anIdIsFollowedByItsLocationWhateverIsInIt(String name) {
    Response posted = api.pay(name + id, debtor, creditor, "1.00");
    assertThat(posted.statusCode()).as(posted.asString()).isEqualTo(202);

    Response followed =
        given().urlEncodingEnabled(false).get(posted.header("Location") + "?timeout=20000");

    assertThat(followed.jsonPath().getString("id")).isEqualTo(name + id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "..", "stats", "throughput", "line\nend", "half \uD83D"})
  void anIdThatCouldNotBeReadAgainIsRefused(String name) {
    Response refused = api.pay(name, debtor, creditor, "1.00");

    assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(400);
    assertThat(refused.jsonPath().getList("violations.field")).containsExactly("id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"order-", "refund-"})
  void anIdOfOrdersIsForNobodyElse(String prefix) {
    Map<String, String> body = Map.of("id", prefix + id);

    for (Response refused :
        List.of(
            api.pay(prefix + id, debtor, creditor, "1.00"),
            api.post("/v1/payments/fund-" + debtor + "/refunds", body),
            api.post("/v1/payments/fund-" + debtor + "/capture", body),
            api.post("/v1/payments/fund-" + debtor + "/void", body))) {
      assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(400);
      assertThat(refused.jsonPath().getString("violations[0].message"))
          .startsWith("must not begin with order- or refund-");
    }
  }

  @Test
  void aLimitInAnotherCurrencyIsRefused() {
    Response refused =
        given()
            .contentType(ContentType.JSON)
            .body(Map.of("overdraftLimit", "100", "currency", "JPY"))
            .put("/v1/accounts/" + debtor + "/overdraft-limit");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(api.get("/v1/accounts/" + debtor).jsonPath().getString("overdraftLimit"))
        .isEqualTo("0.00");
  }

  @Test
  void aLimitThatIsNotNamedIsNotTakenForZero() {
    Response refused =
        given()
            .contentType(ContentType.JSON)
            .body(Map.of("currency", "EUR"))
            .put("/v1/accounts/" + debtor + "/overdraft-limit");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.jsonPath().getList("violations.field")).containsExactly("overdraftLimit");
  }

  @Test
  void aVoidIsForTheWholeHold() {
    Response refused = api.post("/v1/payments/fund-" + debtor + "/void", Map.of("amount", "1.00"));

    assertThat(refused.statusCode()).isEqualTo(400);
  }

  @Test
  void everyDeciderWritesInTransactions() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
      assertThat(admin.listTransactions().all().get())
          .extracting(TransactionListing::transactionalId)
          .anyMatch(it -> it.startsWith("payments-gate-"))
          .anyMatch(it -> it.startsWith("payments-accounts-"));
    }
  }

  @Test
  void anUnknownAccountHasNoStatement() {
    assertThat(api.get("/v1/accounts/nobody-" + id + "/statement").statusCode()).isEqualTo(404);
  }

  @Test
  void anAccountIsOpenedOnceAndKeepsItsTerms() {
    Map<String, String> terms =
        Map.of("id", "x-" + id, "currency", "EUR", "overdraftLimit", "5.00");
    assertThat(api.post("/v1/accounts", terms).statusCode()).isEqualTo(201);
    assertThat(api.post("/v1/accounts", terms).statusCode()).isEqualTo(200);
    assertThat(
            api.post(
                    "/v1/accounts",
                    Map.of("id", "x-" + id, "currency", "USD", "overdraftLimit", "5.00"))
                .statusCode())
        .isEqualTo(409);
  }

  @Test
  void anAccountIsFrozenAndOnlyClosedAtZero() {
    assertThat(api.post("/v1/accounts/" + debtor + "/close").statusCode()).isEqualTo(409);
    assertThat(api.post("/v1/accounts/" + debtor + "/freeze").statusCode()).isEqualTo(200);

    api.pay("p-" + id, debtor, creditor, "1.00");

    assertThat(api.completed("p-" + id).getString("reason.code")).isEqualTo("debtor-frozen");
    assertThat(api.post("/v1/accounts/" + creditor + "/close").statusCode()).isEqualTo(200);
  }

  @Test
  void aCommandThatIsNotAnsweredInTimeIsNotTakenForDone() {
    Response late =
        api.get("/v1/accounts/" + debtor + "?command=not-answered-" + id + "&timeout=1");

    assertThat(late.statusCode()).as(late.asString()).isEqualTo(504);
    assertThat(late.contentType()).startsWith("application/problem+json");
    assertThat(late.jsonPath().getString("detail")).contains("not answered yet", "safe");
  }

  @Test
  void aRefusalIsStillTheAnswerWhenAnEntryOvertookIt() {
    Response refused = api.post("/v1/accounts/" + debtor + "/close");
    assertThat(refused.statusCode()).isEqualTo(409);
    String command = refusedCommand();

    api.pay("p-" + id, debtor, creditor, "1.00");
    await().untilAsserted(() -> assertThat(api.balance(debtor)).isEqualTo("99.00"));

    // This is what the instance that was asked sends to the one that has the account.
    Response late = api.get("/v1/accounts/" + debtor + "?command=" + command + "&timeout=5000");
    assertThat(late.statusCode()).isEqualTo(409);
    assertThat(late.jsonPath().getString("detail"))
        .isEqualTo(refused.jsonPath().getString("detail"));
  }

  private String refusedCommand() {
    try (TopicReader<AccountBalance> balances =
        platform.reader(Topics.ACCOUNT_BALANCES, AccountBalance.class)) {
      return balances
          .awaitRecord(it ->
              debtor.equals(it.key())
                  && it.present().getCommand() != null
                  && !it.present().getCommand().getAccepted())
          .present()
          .getCommand()
          .getCommandId();
    }
  }

  @Test
  void theStatementTellsTheEntriesAndTheBalanceOfAPastMoment() {
    api.pay("p-" + id, debtor, creditor, "1.00");
    api.completed("p-" + id);

    await()
        .untilAsserted(() ->
            assertThat(
                    api.get("/v1/accounts/" + debtor + "/statement?limit=1")
                        .jsonPath()
                        .getString("items[0].balance"))
                .isEqualTo("99.00"));
    JsonPath page = api.get("/v1/accounts/" + debtor + "/statement?limit=1").jsonPath();
    JsonPath older =
        api.get("/v1/accounts/" + debtor + "/statement?cursor=" + page.getString("next"))
            .jsonPath();
    assertThat(older.getString("items[0].amount")).isEqualTo("100.00");
    String at = older.getString("items[0].at");
    assertThat(api.get("/v1/accounts/" + debtor + "?at=" + at).jsonPath().getString("balance"))
        .isEqualTo("100.00");
  }

  @Test
  void aValidatedOrderIsPaidAndACancelledOneRefunded() {
    try (TopicWriter writer = platform.writer();
        TopicReader<OrderPayment> outcomes =
            platform.reader(Topics.ORDER_PAYMENTS, OrderPayment.class)) {
      writer.send(Topics.ORDERS, id, order(OrderState.VALIDATED, OrderState.CREATED, "60.00"));
      OrderPayment paid = outcomes.awaitKey(id).present();
      assertThat(paid.getOutcome()).isEqualTo(OrderPaymentOutcome.PAID);

      writer.send(Topics.ORDERS, id, order(OrderState.CANCELLED, OrderState.CONFIRMED, "60.00"));

      outcomes.awaitRecord(
          it -> id.equals(it.key()) && it.present().getOutcome() == OrderPaymentOutcome.REFUNDED);
      await().untilAsserted(() -> assertThat(api.balance(debtor)).isEqualTo("100.00"));
    }
  }

  @Test
  void anOrderWithoutFundsIsRefusedWithTheReason() {
    try (TopicWriter writer = platform.writer();
        TopicReader<OrderPayment> outcomes =
            platform.reader(Topics.ORDER_PAYMENTS, OrderPayment.class)) {
      writer.send(Topics.ORDERS, id, order(OrderState.VALIDATED, OrderState.CREATED, "100.01"));

      OrderPayment refused = outcomes.awaitKey(id).present();

      assertThat(refused.getOutcome()).isEqualTo(OrderPaymentOutcome.REFUSED);
      assertThat(refused.getReason().getCode()).isEqualTo("no-funds");
    }
  }

  private Order order(OrderState state, OrderState before, String total) {
    Instant now = Instant.now();
    long minorUnits = new java.math.BigDecimal(total).movePointRight(2).longValueExact();
    return Order.newBuilder()
        .setId(id)
        .setCustomerId(debtor)
        .setCurrency("EUR")
        .setLines(List.of())
        .setTotal(new Money(minorUnits, "EUR"))
        .setContentHash("hash")
        .setState(state)
        .setPreviousState(before)
        .setReasons(List.of())
        .setRequiredRules(List.of())
        .setVersion(2)
        .setRequestPosition(new RequestPosition(0, 0L))
        .setCreatedAt(now)
        .setUpdatedAt(now)
        .build();
  }
}
