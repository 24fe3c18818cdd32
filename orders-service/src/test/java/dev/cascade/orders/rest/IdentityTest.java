package dev.cascade.orders.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.RawConnection;
import dev.cascade.testing.identity.IdentityContract;
import dev.cascade.testing.identity.TokenMint;
import dev.cascade.testing.identity.TokenRequests;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who sees and changes which orders, when the service asks who calls. */
@QuarkusTest
@TestProfile(IdentityTest.Asked.class)
@WithTestResource(PlatformResource.class)
class IdentityTest extends IdentityContract {

  private static final String ALICE = "c-alice";

  /** More than any other test asks in one name. */
  private static final int BURST = 300;

  private final TokenMint mint = TokenMint.shared();
  private final OrdersClient others = new OrdersClient();

  /** Tokens are asked for, and nobody gets more than his share. */
  public static final class Asked implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      Map<String, String> configuration = new HashMap<>(TokenMint.shared().configuration());
      configuration.put("cascade.edge.requests-per-second", "1");
      configuration.put("cascade.edge.burst", Integer.toString(BURST));
      return configuration;
    }
  }

  @Override
  protected String baseUrl() {
    return "http://localhost:" + RestAssured.port;
  }

  @AfterEach
  void close() {
    others.close();
  }

  private TokenRequests customer(String id) {
    return as(id, "customer");
  }

  private TokenRequests as(String subject, String role) {
    return new TokenRequests(baseUrl(), mint.token(subject, role));
  }

  private String ordered(String customer) {
    others.awaitReady();
    String id = others.freshId();
    HttpResponse<String> answer = post(customer(customer), id, customer);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return id;
  }

  private static HttpResponse<String> post(TokenRequests caller, String id, String customer) {
    return caller.send("POST", "/v1/orders?timeout=10000", OrdersClient.withLines(id, customer, 1));
  }

  @Test
  void aCustomerOrdersForHimselfOnly() {
    others.awaitReady();
    HttpResponse<String> refused = post(customer(ALICE), others.freshId(), "c-bob");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("customerId must be c-alice");
  }

  @Test
  void whoAsksTooMuchTakesNothingFromAnotherAtTheSameAddress() {
    TokenRequests greedy = customer("c-greedy");
    Awaitility.await("to be told that it is too much")
        .pollInterval(Duration.ofMillis(1))
        .until(() -> greedy.send("GET", "/v1/identity").statusCode() == 429);

    assertThat(customer("c-modest").send("GET", "/v1/identity").statusCode()).isEqualTo(200);
  }

  @Test
  void whoHasNoGoodTokenIsToldWhenHeAsksTooMuch() {
    Awaitility.await("to be told that it is too much")
        .pollInterval(Duration.ofMillis(1))
        .until(() -> answerTo("guessed").startsWith("HTTP/1.1 429"));

    assertThat(answerTo(mint.token("c-modest", "customer"))).startsWith("HTTP/1.1 200");
  }

  /** What a token is told that comes from the one address of those who guess. */
  private static String answerTo(String token) {
    return RawConnection.answer(
        RestAssured.port,
        "127.0.0.6",
        "GET /v1/identity HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + token
            + "\r\nConnection: close\r\n\r\n");
  }

  @Test
  void whatIsHisHeSees() {
    String id = ordered(ALICE);
    TokenRequests alice = customer(ALICE);

    assertThat(alice.send("GET", "/v1/orders/" + id + "?timeout=10000").statusCode())
        .isEqualTo(200);
    assertThat(alice.send("GET", "/v1/orders/" + id + "/timeline?timeout=10000").statusCode())
        .isEqualTo(200);
    assertThat(alice.send("POST", "/v1/orders/" + id + "/cancel").statusCode()).isEqualTo(202);
    HttpResponse<String> events = alice.send("GET", "/v1/orders/" + id + "/events?timeout=10000");
    assertThat(events.body()).contains("event:created", "\"CANCELLED\"");
  }

  @Test
  void anotherCustomersOrderIsLikeOneThatDoesNotExist() {
    String id = ordered(ALICE);
    TokenRequests bob = customer("c-bob");
    assertThat(customer(ALICE).send("GET", "/v1/orders/" + id + "?timeout=10000").statusCode())
        .isEqualTo(200);

    for (String path : List.of("", "/validated", "/timeline", "/events")) {
      HttpResponse<String> his = bob.send("GET", "/v1/orders/" + id + path + "?timeout=50");
      HttpResponse<String> none = bob.send("GET", "/v1/orders/nix-" + id + path + "?timeout=50");

      assertThat(his.statusCode()).as(path + his.body()).isEqualTo(404);
      assertThat(his.body()).isEqualTo(none.body().replace("nix-", ""));
      assertThat(his.headers().map().keySet()).isEqualTo(none.headers().map().keySet());
    }
    assertThat(bob.send("GET", "/orders/" + id + "?timeout=0").statusCode()).isEqualTo(404);
    assertThat(bob.send("POST", "/v1/orders/" + id + "/cancel?timeout=50").statusCode())
        .isEqualTo(404);
  }

  @Test
  void heWaitsForItAsLongAsForOneThatDoesNotExist() {
    String id = ordered(ALICE);
    long before = System.nanoTime();

    HttpResponse<String> answer =
        customer("c-bob").send("GET", "/v1/orders/" + id + "?timeout=700");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(System.nanoTime() - before).isGreaterThan(700_000_000L);
  }

  @Test
  void whoPretendsToBeAnotherInstanceSeesNoMore() {
    String id = ordered(ALICE);
    TokenRequests bob = customer("c-bob").with("Cascade-Forwarded", "1");

    HttpResponse<String> events = bob.send("GET", "/v1/orders/" + id + "/events?timeout=1000");

    assertThat(events.body()).doesNotContain("event:", ALICE);
    HttpResponse<String> order = bob.send("GET", "/v1/orders/" + id + "?timeout=50");
    assertThat(order.statusCode()).isEqualTo(404);
    assertThat(order.body()).doesNotContain(ALICE);
    HttpResponse<String> part =
        customer("c-bob").with("Cascade-Partitions", "0,1").send("GET", "/v1/orders");
    assertThat(part.body()).doesNotContain(ALICE);
  }

  @Test
  void anIdThatAnotherCustomersOrderHasIsTaken() {
    String id = ordered(ALICE);

    HttpResponse<String> answer = post(customer("c-bob"), id, "c-bob");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).doesNotContain(ALICE);
  }

  @Test
  void listsHoldWhatIsHis() {
    String alices = ordered(ALICE);
    String bobs = ordered("c-bob");
    for (String id : List.of(alices, bobs)) {
      assertThat(
              as("ann", "auditor").send("GET", "/v1/orders/" + id + "?timeout=10000").statusCode())
          .isEqualTo(200);
    }

    assertThat(customer(ALICE).send("GET", "/v1/orders?limit=200").body())
        .contains(alices)
        .doesNotContain("c-bob");
    assertThat(customer(ALICE).send("GET", "/v1/orders?customerId=c-bob").body())
        .isEqualTo("{\"items\":[]}");
    assertThat(as("ann", "auditor").send("GET", "/v1/orders?limit=200").body())
        .contains(alices, bobs);
  }

  @Test
  void whoDecidesOnALetterIsWhoseTokenItIsWhateverHeSays() {
    others.awaitReady();
    RecordMetadata poison = others.poison();
    TokenRequests auditor = as("ann", "auditor");
    String letter =
        Awaitility.await("the letter")
            .atMost(Duration.ofSeconds(30))
            .until(() -> letterOf(poison, auditor), Objects::nonNull);

    HttpResponse<String> discarded =
        as("boss", "operator")
            .send(
                "POST",
                "/v1/dead-letters/" + letter + "/discard",
                "{\"by\":\"somebody-else\",\"why\":\"a test\"}");

    assertThat(discarded.statusCode()).as(discarded.body()).isEqualTo(200);
    assertThat(discarded.body()).contains("\"by\":\"boss\"").doesNotContain("somebody-else");
  }

  private static String letterOf(RecordMetadata record, TokenRequests auditor) {
    String list = auditor.send("GET", "/v1/dead-letters?state=open&limit=500").body();
    return JsonPath.from(list)
        .getString(
            "letters.find { it.topic == '%s' && it.partition == %d && it.offset == %d }?.id"
                .formatted(record.topic(), record.partition(), record.offset()));
  }

  @Test
  void aMerchantShipsAndACustomerDoesNot() {
    String id = ordered(ALICE);

    assertThat(customer(ALICE).send("POST", "/v1/orders/" + id + "/ship").statusCode())
        .isEqualTo(403);
    HttpResponse<String> notYet =
        as("shop", "merchant").send("POST", "/v1/orders/" + id + "/ship?timeout=10000");
    assertThat(notYet.statusCode()).as(notYet.body()).isEqualTo(409);
    assertThat(notYet.body()).contains("cannot be shipped");
  }
}
