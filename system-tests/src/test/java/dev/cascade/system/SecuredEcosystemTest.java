package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.ExtraInstance;
import dev.cascade.system.ecosystem.ForeignOrders;
import dev.cascade.system.ecosystem.GuestHome;
import dev.cascade.system.ecosystem.HomeEcosystem;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.LiveAuditor;
import dev.cascade.system.ecosystem.LogTails;
import dev.cascade.system.ecosystem.MailBox;
import dev.cascade.system.ecosystem.OrderBody;
import dev.cascade.system.ecosystem.Orders;
import dev.cascade.system.ecosystem.RawHttp;
import dev.cascade.system.ecosystem.StolenFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;

/** The ecosystem of {@code ./cascade up --secure}: it works, and a thief gets no further. */
class SecuredEcosystemTest {

  private static final int OVER_THE_SHARE = 1_000;

  /** How each begins. */
  private static final String ANY_TOKEN = "eyJhbGciOi";

  private static HomeEcosystem ecosystem;

  @RegisterExtension
  static final TestWatcher LOGS =
      new TestWatcher() {
        @Override
        public void testFailed(ExtensionContext context, Throwable cause) {
          System.out.println(LogTails.of(ecosystem.logs()));
        }
      };

  @BeforeAll
  static void start() {
    ecosystem = HomeEcosystem.startSecured();
  }

  @AfterAll
  static void stop() {
    if (ecosystem != null) {
      ecosystem.close();
    }
  }

  @Test
  void aPlatinumCustomersOrderIsConfirmedAndMailedWhileTheAuditorWatches() {
    assertThat(confirmed("secured-alice")).isEqualTo("CONFIRMED");

    MailBox alice = new MailBox(ecosystem, "alice@example.org");
    Awaitility.await("the mail")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !alice.about("secured-alice").isEmpty());
    LiveAuditor.holds(ecosystem);
  }

  @Test
  void aKilledServiceHealsAndTheEcosystemStaysSecured() {
    ecosystem.kill("payments");

    String said = ecosystem.up();

    assertThat(said).contains("It is secured, as it was when it began");
    assertThat(confirmed("secured-after-kill")).isEqualTo("CONFIRMED");
  }

  @Test
  void aHomeWithoutABrokerRunsAServiceOnTheBrokerOfAnother() {
    ecosystem.kill("fraud");
    try (GuestHome guest = ecosystem.guest()) {
      String said = guest.up("fraud");

      assertThat(said)
          .contains("It uses the Kafka of others at " + ecosystem.bootstrapServers())
          .contains(" 0 created, ", "registered and compatible");
      assertThat(confirmed("secured-by-guest")).isEqualTo("CONFIRMED");
    } finally {
      ecosystem.up();
    }
  }

  @Test
  void theCommandsHaveUsersOfTheirOwn() {
    assertThat(ecosystem.status()).contains("kafka").doesNotContain("not ready");
    assertThat(ecosystem.tail(Topics.CUSTOMERS, 1)).contains("\"level\"");
    assertThat(ecosystem.deadLetters()).contains("DISCARDED");
    assertThat(ecosystem.lineage()).contains(Topics.PAYMENTS_INFLIGHT);
    assertThat(ecosystem.reconcile().output()).contains("Ledger: ").doesNotContain("answers 40");
  }

  @Test
  void theThiefOfFraudNeitherMovesMoneyNorSeesIt() {
    try (StolenFile fraud = new StolenFile(ecosystem, "fraud")) {
      // What is fraud's own works, so it is the file and not the address that is refused below.
      assertThat(fraud.read(Topics.CUSTOMERS)).isPositive();
      fraud.fence("fraud-spending-nobody-1");

      assertThatThrownBy(() -> fraud.write(Topics.ACCOUNT_BALANCES))
          .isInstanceOf(TopicAuthorizationException.class);
      assertThatThrownBy(() -> fraud.read(Topics.PAYMENTS_INCOMING))
          .isInstanceOf(TopicAuthorizationException.class);
      assertThatThrownBy(() -> fraud.fence("payments-accounts-any-1"))
          .isInstanceOf(TransactionalIdAuthorizationException.class);
    }
  }

  @Test
  void anotherCustomersOrdersDoNotExistForHimOnWhicheverInstanceTheyLie() {
    try (ExtraInstance orders = ecosystem.another("orders", 2);
        ExtraInstance payments = ecosystem.another("payments", 2)) {
      ExtraInstance.startAll(List.of(orders, payments));
      awaitShared("orders", "orders-views");
      awaitShared("payments", "payments-views");
      new ForeignOrders(
              List.of(ecosystem.url("orders"), orders.url()),
              List.of(ecosystem.url("payments"), payments.url()),
              as("customer", "c-alice"),
              as("customer", "c-bob"))
          .check();
    }
    as("auditor", "ann").get(ecosystem.url("orders") + "/v1/orders?limit=1&timeout=20000");
  }

  /** Until both instances hold something, so that a read at either may have to be forwarded. */
  private static void awaitShared(String service, String application) {
    Http auditor = as("auditor", "ann");
    Awaitility.await(service + " to be shared")
        .atMost(Duration.ofSeconds(60))
        .until(() -> holders(auditor.get(ecosystem.url(service) + "/v1/state"), application) == 2);
  }

  private static long holders(Http.Answer state, String application) {
    return StreamSupport.stream(state.body().path("applications").spliterator(), false)
        .filter(it -> it.path("name").asText().equals(application))
        .flatMap(it -> StreamSupport.stream(it.path("instances").spliterator(), false))
        .filter(it -> !it.path("partitions").isEmpty())
        .count();
  }

  @Test
  void aStrangerIsToldNothing() {
    Http stranger = new Http();
    for (String service : Ecosystem.SERVICES) {
      Http.Answer refused = stranger.get(ecosystem.url(service) + "/v1/lineage");
      assertThat(refused.status()).as(service + refused.text()).isEqualTo(401);
    }
    for (String path :
        List.of("/api/live", "/v1/invariants", "/api/traces", "/api/orders/v1/orders")) {
      assertThat(stranger.get(ecosystem.consoleUrl() + path).status()).as(path).isEqualTo(401);
    }
    assertThat(stranger.get(ecosystem.consoleUrl() + "/").text()).contains("<title>");
  }

  @Test
  void whoeverStartsItIsToldHowToGetAToken() {
    assertThat(ecosystem.saidAtStart())
        .contains("It is secured", "./cascade token --role customer --subject c-alice")
        .contains("Authorization: Bearer $TOKEN");
  }

  @Test
  void whoAsksTooMuchIsToldWhenToComeAgainAndAnotherIsServed() throws IOException {
    assertThat(manyAnswersTo(ecosystem.token("auditor", "greedy")))
        .contains("HTTP/1.1 429", "\"status\":429")
        .containsPattern("(?i)retry-after: [1-9]");

    Http.Answer served = as("auditor", "modest").get(ecosystem.url("orders") + "/v1/identity");
    assertThat(served.field("subject")).as(served.text()).isEqualTo("modest");
  }

  /** All at once on one connection, so that no machine is too slow to ask too much. */
  private static String manyAnswersTo(String token) throws IOException {
    String request =
        "GET /v1/identity HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n";
    String all = (request + "\r\n").repeat(OVER_THE_SHARE) + request + "Connection: close\r\n\r\n";
    return new RawHttp(URI.create(ecosystem.url("orders")).getPort())
        .send(all.getBytes(StandardCharsets.ISO_8859_1))
        .body();
  }

  @Test
  void theConsoleAsksWhoLooksAndDoesNothingThatHeMayNot() {
    assertThat(signedIn("nonsense").status()).isEqualTo(401);
    assertThat(signedIn(ecosystem.token("customer", "c-alice")).status()).isEqualTo(403);
    String auditor = ecosystem.token("auditor", "ann");
    assertThat(signedIn(auditor).field("subject")).isEqualTo("ann");

    Http looking = new Http(auditor);
    String gate = ecosystem.consoleUrl() + "/api/payments/v1/control/";
    assertThat(looking.get(gate + "status").status()).isEqualTo(200);
    assertThat(looking.post(gate + "pause", "{}").status()).isEqualTo(403);
    assertThat(looking.get(gate + "status").body().path("mode").asText()).isEqualTo("RUN");
    Http operator = as("operator", "boss");
    assertThat(operator.post(gate + "pause", "{}").status()).isIn(200, 202);
    assertThat(operator.post(gate + "resume", "{}").status()).isIn(200, 202);
  }

  private static Http.Answer signedIn(String token) {
    String body = "{\"token\":\"" + token + "\"}";
    return new Http().post(ecosystem.consoleUrl() + "/api/session", body);
  }

  @Test
  void noPasswordIsInALog() throws IOException {
    assertThat(passwords()).hasSizeGreaterThan(6);

    try (Stream<Path> logs = Files.list(ecosystem.logs())) {
      for (Path log : logs.toList()) {
        saysNoSecret(log.toString(), Files.readString(log));
      }
    }
  }

  @Test
  void noPasswordIsInALetterAProblemDocumentOrATimeline() throws IOException {
    assertThat(confirmed("secured-told")).isEqualTo("CONFIRMED");
    Http auditor = as("auditor", "ann");
    Http guessing = new Http(ecosystem.token("auditor", "ann") + "x");
    List<String> told = letters(auditor);
    assertThat(told).as("one list, one letter").hasSizeGreaterThan(1);
    told.add(ecosystem.url("orders") + "/v1/orders/secured-told/timeline");
    told.add(ecosystem.url("payments") + "/v1/payments/order-secured-told/timeline");
    for (String url : told) {
      Http.Answer answer = auditor.get(url);
      assertThat(answer.status()).as(url).isEqualTo(200);
      saysNoSecret(url, answer.text());
      saysNoSecret("a guess at " + url, guessing.get(url).text());
      saysNoSecret("POST " + url, auditor.post(url, "{}").text());
    }
  }

  /** Where email-service's list of letters is, and each letter, of which there is one at least. */
  private static List<String> letters(Http auditor) {
    try (StolenFile crm = new StolenFile(ecosystem, "crm")) {
      crm.poison(Topics.CUSTOMERS);
    }
    String list = ecosystem.url("email") + "/v1/dead-letters";
    JsonNode letters =
        Awaitility.await("a letter")
            .atMost(Duration.ofSeconds(30))
            .until(() -> auditor.get(list).body().path("letters"), it -> !it.isEmpty());
    List<String> urls = new ArrayList<>(List.of(list));
    letters.forEach(letter -> urls.add(list + "/" + letter.path("id").asText() + "?raw=true"));
    return urls;
  }

  private static void saysNoSecret(String place, String text) throws IOException {
    assertThat(text).as(place).doesNotContain(passwords()).doesNotContain(ANY_TOKEN);
  }

  private static Http as(String role, String subject) {
    return new Http(ecosystem.token(role, subject));
  }

  private static List<String> passwords() throws IOException {
    try (Stream<Path> files = Files.list(ecosystem.clientFile("owner").getParent())) {
      return files
          .filter(file -> file.toString().matches(".*\\.(properties|options)"))
          .map(StolenFile::passwordIn)
          .toList();
    }
  }

  private static String confirmed(String order) {
    Orders orders = new Orders(ecosystem, as("customer", "c-alice"));
    orders.postUntilAccepted(OrderBody.of(order, "c-alice", "tea", 1, "18.20"));
    return orders.settled(order).field("state");
  }
}
