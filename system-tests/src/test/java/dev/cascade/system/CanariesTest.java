package dev.cascade.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.system.ecosystem.Accounts;
import dev.cascade.system.ecosystem.HomeEcosystem;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.MailBox;
import dev.cascade.system.ecosystem.Onlooker;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.Outputs;
import dev.cascade.system.ecosystem.Quiet;
import dev.cascade.system.ecosystem.RawWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Unmistakable words in every personal field go through the ecosystem, while it fails in every way
 * that it knows: no output of it repeats one of them.
 */
@SystemTest
class CanariesTest {

  /** Part of every personal value below, so that one search finds all of them. */
  private static final String CANARY = "nightingale";

  private static final String ADDRESS = CANARY + "@example.org";
  private static final String CUSTOMER = "c-canary";
  private static final String MAILED = "canary-mailed";
  private static final String REFUSED = "canary-refused";
  private static final String CANCELLED = "canary-cancelled";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final List<String> TAILED =
      List.of(
          Topics.CUSTOMERS,
          Topics.ORDERS,
          Topics.ORDER_REQUESTS,
          Topics.PLATINUM_EMAILS,
          Topics.EMAIL_RESENDS,
          Topics.EMAIL_DEAD_LETTERS);

  private final Http http = new Http();
  private final HomeEcosystem ecosystem;
  private final Orders orders;

  CanariesTest(HomeEcosystem ecosystem) {
    this.ecosystem = ecosystem;
    this.orders = new Orders(ecosystem);
  }

  @Test
  void noOutputRepeatsWhatIsAboutAPerson() {
    Map<String, String> said;
    try (Onlooker browser = new Onlooker(ecosystem)) {
      aMailIsSentAfterItsServerWasAway();
      aMailIsRefused();
      anOrderIsCancelledAndAnotherIsShipped();
      recordsCannotBeRead();
      requestsAreRefused();
      Quiet.historyOf(ecosystem);
      said = Outputs.of(ecosystem, MAILED, browser, TAILED);
    }

    assertThat(said).hasSizeGreaterThan(50);
    assertThat(said.get("tail orders")).contains(MAILED, CANCELLED, "\"detail\":\"***\"");
    assertThat(said.get("tail customers")).contains(CUSTOMER, "bytes; --raw shows them");
    assertThat(said.get("store orders-view"))
        .contains(CANCELLED, "\"reason\":\"***\"", "\"detail\":\"***\"");
    assertThat(said.get("store emails-sent-view")).contains(REFUSED, "\"detail\":\"***\"");
    assertThat(said.get("email letters")).contains("MailRefusedException");
    assertThat(said)
        .allSatisfy((place, text) ->
            assertThat(text.toLowerCase(java.util.Locale.ROOT))
                .as(place)
                .doesNotContain(CANARY, hex(CANARY)));
  }

  private void aMailIsSentAfterItsServerWasAway() {
    customer(CUSTOMER, ADDRESS);
    account();
    ecosystem.kill("mail");
    placed(MAILED);
    assertThat(orders.settled(MAILED).field("state")).isEqualTo("CONFIRMED");
    String attempts = ecosystem.url("email") + "/v1/state/mails/entries/" + MAILED;
    await("an attempt", () -> http.get(attempts).body().path("value").path("attempts").asInt() > 0);
    ecosystem.up();
    MailBox box = new MailBox(ecosystem, ADDRESS);
    await("the mail", () -> !box.about(MAILED).isEmpty());
  }

  private void aMailIsRefused() {
    customer(CUSTOMER, CANARY + " has no address");
    placed(REFUSED);
    String outcome = ecosystem.url("email") + "/v1/emails?orderId=" + REFUSED;
    await("the refusal", () -> http.get(outcome).text().contains("REFUSED"));
  }

  private void anOrderIsCancelledAndAnotherIsShipped() {
    String url = ecosystem.url("orders") + "/v1/orders/";
    placed(CANCELLED);
    accepted(url + CANCELLED + "/cancel", "reason", "I moved to 7 " + CANARY + " Lane");
    accepted(url + MAILED + "/ship", "trackingReference", CANARY + "-4711");
    assertThat(orders.settled(CANCELLED).field("state")).isIn("CANCELLED", "CONFIRMED");
    accepted(
        ecosystem.url("email") + "/v1/emails/canary-nobody/resend",
        "requestId\":\"canary\",\"email",
        ADDRESS);
  }

  private void recordsCannotBeRead() {
    try (RawWriter writer = new RawWriter(ecosystem)) {
      writer.poison(
          Topics.CUSTOMERS, CUSTOMER + "-poison", (CANARY + " in the clear").getBytes(UTF_8));
      writer.cutShort(Topics.CUSTOMERS, CUSTOMER + "-cut", customerOf(CUSTOMER, ADDRESS));
    }
    String letters = ecosystem.url("email") + "/v1/dead-letters?topic=" + Topics.CUSTOMERS;
    await("the letters", () -> http.get(letters).body().path("letters").size() >= 2);
  }

  private void requestsAreRefused() {
    String url = ecosystem.url("orders") + "/v1/orders";
    for (String body : List.of("{" + CANARY, "{\"id\":" + CANARY + "}", "[\"" + CANARY + "\"]")) {
      refused(url, body);
    }
    String order = url + "/" + MAILED;
    refused(order + "/cancel", "{\"reason\":\"" + CANARY.repeat(1_000) + "\"}");
    refused(order + "/ship", "{\"trackingReference\":\"" + CANARY.repeat(1_000) + "\"}");
    refused(
        ecosystem.url("email") + "/v1/emails/" + MAILED + "/resend",
        "{\"requestId\":\"canary-nowhere\",\"email\":\"" + CANARY + " at home\"}");
  }

  private void refused(String url, String body) {
    Http.Answer refused = http.post(url, body);
    assertThat(refused.status()).as(url).isEqualTo(400);
    assertThat(refused.text()).as(url).doesNotContain(CANARY);
  }

  private void customer(String id, String address) {
    try (RawWriter writer = new RawWriter(ecosystem)) {
      writer.record(Topics.CUSTOMERS, id, customerOf(id, address));
    }
  }

  private static Customer customerOf(String id, String address) {
    return new Customer(id, "Florence " + CANARY, address, CustomerLevel.PLATINUM);
  }

  private void account() {
    new Accounts(ecosystem).open(CUSTOMER, "500.00");
    http.get(ecosystem.url("payments") + "/v1/accounts/" + CUSTOMER + "?timeout=10000");
  }

  private void placed(String order) {
    orders.postUntilAccepted(OrderBody.of(order, CUSTOMER, "tea", 1, "18.20"));
    orders.validated(order);
  }

  private void accepted(String url, String field, String value) {
    String body = "{\"%s\":\"%s\"}".formatted(field, value);
    await("an answer of " + url, () -> http.post(url, body).status() < 300);
  }

  private static void await(String what, Callable<Boolean> until) {
    Awaitility.await(what).atMost(PATIENCE).until(until);
  }

  private static String hex(String text) {
    return java.util.HexFormat.of().formatHex(text.getBytes(UTF_8));
  }
}
