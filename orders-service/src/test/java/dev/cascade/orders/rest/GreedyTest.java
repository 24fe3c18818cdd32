package dev.cascade.orders.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.PlatformResource;
import dev.cascade.testing.RawConnection;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who asks too much is told to come again, and nobody else notices. */
@QuarkusTest
@TestProfile(BoundsTest.Narrow.class)
@WithTestResource(PlatformResource.class)
class GreedyTest {

  private static final int OVER_THE_BURST = 300;
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
    Awaitility.await("the instance there to be known as one, which is asked for now and then")
        .until(() -> !many("127.0.0.1", forwarded).contains("HTTP/1.1 429"));
  }

  @Test
  void whoGoesByWayOfThePagesOfHealthIsCountedToo() {
    assertThat(many("127.0.0.5", "/q/.." + THING, "")).contains("HTTP/1.1 429");
  }

  /** All at once on one connection, so that no machine is too slow to ask too much. */
  private static String many(String from, String header) {
    return many(from, THING, header);
  }

  private static String many(String from, String path, String header) {
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + header;
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
}
