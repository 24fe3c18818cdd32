package dev.cascade.local.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cascade.local.platform.Ports;
import dev.cascade.local.platform.ServerFailedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real entry in front of HTTP servers that do as a test wants. */
class EntryTest {

  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final String SERVICE = "orders";

  private final List<Integer> ports = Ports.free(3);
  private final int port = ports.get(0);
  private final EntryClient client = new EntryClient(ports.get(1), "the key");
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Backend one = new Backend("one");
  private final Backend two = new Backend("two");
  private Entry entry;

  @BeforeEach
  void serveBoth() throws IOException {
    entry = Entry.start(ports.get(1), "the key");
    serve(one.address(), two.address());
    client.awaitReady(SERVICE, BOUND);
  }

  @AfterEach
  void stop() {
    entry.close();
    one.close();
    two.close();
    http.close();
  }

  @Test
  void requestsGoToOneInstanceAfterTheOther() {
    assertThat(Stream.generate(() -> get("/any").body()).limit(6))
        .containsExactlyInAnyOrder("one", "one", "one", "two", "two", "two");
  }

  @Test
  void aRequestAndItsAnswerPassAsTheyAre() throws Exception {
    serve(one.address());
    HttpResponse<String> created =
        http.send(
            request("/created?a=%2F&b=%C3%A4")
                .POST(BodyPublishers.ofString("x".repeat(100_000)))
                .build(),
            BodyHandlers.ofString());

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.headers().firstValue("Location"))
        .hasValue("http://127.0.0.1:" + port + "/it");
    assertThat(one.asked()).containsExactly("POST /created?a=%2F&b=%C3%A4 100000");
    assertThat(get("/a%2Fb/c%20d").body()).isEqualTo("one");
    assertThat(one.asked()).contains("GET /a%2Fb/c%20d 0");
    assertThat(get("/refused"))
        .extracting(HttpResponse::statusCode, HttpResponse::body)
        .containsExactly(503, "a reason of its own");
  }

  @Test
  void whatAnInstanceTellsBitByBitArrivesBitByBit() throws Exception {
    serve(one.address());
    try (BufferedReader told =
        new BufferedReader(
            new InputStreamReader(
                http.send(request("/tells").build(), BodyHandlers.ofInputStream()).body(),
                StandardCharsets.UTF_8))) {

      assertThat(told.readLine()).isEqualTo("first");
      one.release();
      assertThat(told.readLine()).isEqualTo("one");
    }
  }

  @Test
  void oneThatIsNotReadyGetsNothingWhileAnotherOneIs() {
    one.setReady(false);
    await().atMost(BOUND).until(() -> states().equals(List.of("not ready", "ready")));

    assertThat(Stream.generate(() -> get("/any").body()).limit(6)).containsOnly("two");
    two.setReady(false);
    await().atMost(BOUND).until(() -> states().equals(List.of("not ready", "not ready")));
    assertThat(Stream.generate(() -> get("/any").body()).limit(6)).contains("one", "two");
  }

  @Test
  void oneThatHasDiedIsPassedOverAlsoByWhatChangesSomething() throws Exception {
    int itsPort = two.port();
    two.close();

    for (int i = 0; i < 6; i++) {
      assertThat(post("/any").body()).isEqualTo("one");
    }
    try (Backend again = new Backend("two again", itsPort)) {
      client.awaitReady(SERVICE, BOUND);
      assertThat(Stream.generate(() -> get("/any").body()).limit(2))
          .containsExactlyInAnyOrder("one", "two again");
      assertThat(again.asked()).hasSize(1);
    }
  }

  @Test
  void whatBrokeOffAfterItWasSentIsToldAndNotSentAgain() throws Exception {
    HttpResponse<String> broken = post("/breaks");

    assertThat(broken.statusCode()).isEqualTo(502);
    assertThat(broken.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(broken.body()).contains("what became of it is not known").contains("\"status\":502");
    assertThat(Stream.concat(one.asked().stream(), two.asked().stream())).hasSize(1);
  }

  @Test
  void whereNobodyTakesRequestsThatIsSaid() {
    one.close();
    two.close();

    HttpResponse<String> refused = get("/any");

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    assertThat(refused.body()).contains("No instance of orders takes requests now");
  }

  @Test
  void oneThatLeavesAnswersWhatItHasAndGetsNoMore() {
    serve(one.address());
    CompletableFuture<HttpResponse<String>> waits =
        http.sendAsync(request("/waits").build(), BodyHandlers.ofString());
    await().atMost(BOUND).until(() -> one.asked().contains("GET /waits 0"));

    serve(two.address());

    assertThat(client.awaitLeft(SERVICE, Duration.ZERO))
        .containsExactly(new SeenInstance(one.address(), "leaving", 1));
    assertThat(Stream.generate(() -> get("/any").body()).limit(4)).containsOnly("two");
    one.release();
    assertThat(waits.join().body()).isEqualTo("one");
    assertThat(client.awaitLeft(SERVICE, BOUND)).isEmpty();
  }

  @Test
  void requestsThatArriveWhileInstancesChangeAreAllAnswered() {
    List<CompletableFuture<HttpResponse<String>>> answers =
        Stream.generate(() -> http.sendAsync(request("/any").build(), BodyHandlers.ofString()))
            .limit(400)
            .peek(_ -> serve(one.asked().size() % 2 == 0 ? one.address() : two.address()))
            .toList();

    assertThat(answers.stream().map(it -> it.join().statusCode())).containsOnly(200);
    assertThat(client.awaitLeft(SERVICE, BOUND)).isEmpty();
  }

  @Test
  void onlyWhoHasTheKeyMayTellItWhatToServe() {
    assertThatThrownBy(() ->
            new EntryClient(ports.get(1), "another").serve(SERVICE, new Door(port, List.of())))
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining("entry.key");
    assertThat(get("/any").statusCode()).isEqualTo(200);
  }

  @Test
  void whatCannotBeServedIsRefusedAndNothingChanges() throws Exception {
    try (Backend holder = new Backend("holder")) {
      assertThatThrownBy(
              () -> client.serve("payments", new Door(holder.port(), List.of(two.address()))))
          .hasMessageContaining("port " + holder.port());
    }
    assertThatThrownBy(() -> client.serve(SERVICE, new Door(ports.get(2), List.of(one.address()))))
        .hasMessageContaining("orders is served at port " + port);
    assertThatThrownBy(() -> client.serve(SERVICE, new Door(port, List.of("nonsense"))))
        .hasMessageContaining("HOST:PORT");
    assertThat(
            http.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.get(1) + "/x/y"))
                        .build(),
                    BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(404);
    assertThat(client.seen()).containsOnlyKeys(SERVICE);
    assertThat(Stream.generate(() -> get("/any").body()).limit(2)).contains("one", "two");
  }

  @Test
  void anAddressThatIsNoneIsLeftToTheServiceOrRefused() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket
          .getOutputStream()
          .write("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer =
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();

      assertThat(answer).matches("HTTP/1.1 (400|502) .*");
    }
    assertThat(get("/any").statusCode()).isEqualTo(200);
  }

  private List<String> states() {
    return client.seen().get(SERVICE).instances().stream().map(SeenInstance::state).toList();
  }

  private void serve(String... addresses) {
    client.serve(SERVICE, new Door(port, List.of(addresses)));
  }

  private HttpResponse<String> get(String path) {
    return http.sendAsync(request(path).build(), BodyHandlers.ofString()).join();
  }

  private HttpResponse<String> post(String path) throws Exception {
    return http.send(
        request(path).POST(BodyPublishers.ofString("body")).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(BOUND);
  }
}
