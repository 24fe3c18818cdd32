package dev.cascade.orders.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.Verdict;
import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.RawConnection;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is slow is cut off, who asks too much is told to come again, and nobody else notices. */
@QuarkusTest
@TestProfile(BoundsTest.Narrow.class)
@WithTestResource(PlatformResource.class)
class SlowAndGreedyTest {

  /** Twice what {@link BoundsTest.Narrow} allows. */
  private static final Duration CUT_OFF = Duration.ofSeconds(6);

  private static final Duration DRIP = Duration.ofMillis(200);
  private static final int OVER_THE_BURST = 300;
  private static final String HEAD = "POST /v1/orders HTTP/1.1\r\nHost: localhost\r\n";
  private static final String THING = "/v1/no-such-thing";
  private static final String GREEDY = "127.0.0.2";
  private static final String MODEST = "127.0.0.3";
  private static final String PRETENDER = "127.0.0.4";

  private final OrdersClient client = new OrdersClient();

  @BeforeEach
  void awaitReadiness() {
    client.awaitReady();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void aHeadThatDripsIsCutOff() {
    isCutOff(HEAD, "X-Slow: ");
  }

  @Test
  void aBodyThatDripsIsCutOff() {
    isCutOff(HEAD + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n", "{");
  }

  @Test
  void aConnectionThatSaysNothingIsCutOff() {
    try (RawConnection silent = new RawConnection(RestAssured.port)) {
      assertThat(silent.hasEnded(CUT_OFF)).isTrue();
    }
  }

  @Test
  void aSecondRequestThatDripsIsCutOffToo() {
    try (RawConnection kept = new RawConnection(RestAssured.port)) {
      kept.say("GET " + THING + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      kept.say(HEAD);
      assertThat(kept.rest()).contains("404").doesNotContain("HTTP/1.1 2");
    }
  }

  @Test
  void aReadThatWaitsAndAStreamOfEventsMayTakeLonger() {
    String id = client.taken();
    CompletableFuture<Response> events =
        OrdersClient.meanwhile(() -> client.get("/v1/orders/" + id + "/events"));

    Response read = client.get("/v1/orders/" + id + "/validated?timeout=4000");

    assertThat(read.statusCode()).as("its own timeout, not a broken connection").isEqualTo(504);
    client.verdict(id, "order-details", null, Verdict.FAIL);
    client.verdict(id, "fraud", null, Verdict.PASS);
    client.verdict(id, "inventory", 1, Verdict.PASS);
    assertThat(events.join().asString()).contains("event:created", "event:outcome");
  }

  @Test
  void whoAsksTooMuchIsToldWhenToComeAgainAndNobodyElseIs() {
    String answers = many(GREEDY, "");

    assertThat(answers)
        .startsWith("HTTP/1.1 404")
        .contains("HTTP/1.1 429", "\"status\":429")
        .containsPattern("(?i)retry-after: [1-9]");
    assertThat(ask(MODEST, THING)).startsWith("HTTP/1.1 404");
    assertThat(ask(GREEDY, "/q/health/live")).as("health is free").startsWith("HTTP/1.1 200");
    Awaitility.await("to be answered again")
        .until(() -> ask(GREEDY, THING).startsWith("HTTP/1.1 404"));
  }

  @Test
  void aReadThatAnotherInstanceForwardsIsNotCountedAndWhoOnlySaysSoIs() {
    String forwarded = "Cascade-Forwarded: 1\r\n";

    assertThat(many(PRETENDER, forwarded)).contains("HTTP/1.1 429");
    assertThat(many("127.0.0.1", forwarded))
        .contains("HTTP/1.1 404")
        .doesNotContain("HTTP/1.1 429");
  }

  /** All at once on one connection, so that no machine is too slow to ask too much. */
  private static String many(String from, String header) {
    String request = "GET " + THING + " HTTP/1.1\r\nHost: localhost\r\n" + header;
    return RawConnection.answer(
        RestAssured.port,
        from,
        (request + "\r\n").repeat(OVER_THE_BURST) + request + "Connection: close\r\n\r\n");
  }

  private static String ask(String from, String path) {
    return RawConnection.answer(
        RestAssured.port,
        from,
        "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  }

  private static void isCutOff(String begun, String drop) {
    try (RawConnection slow = new RawConnection(RestAssured.port)) {
      slow.say(begun);
      Awaitility.await("the slow one to be cut off")
          .atMost(CUT_OFF)
          .pollDelay(Duration.ZERO)
          .until(() -> {
            slow.say(drop);
            return slow.hasEnded(DRIP);
          });
    }
  }
}
