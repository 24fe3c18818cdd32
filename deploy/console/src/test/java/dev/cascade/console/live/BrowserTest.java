package dev.cascade.console.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stream over a real connection. */
class BrowserTest {

  private static final int EVENTS = 30_000;
  private static final String EVENT = "data: " + "x".repeat(1_000) + "\n\n";
  private static final String STATE = "event: snapshot\ndata: the present state\n\n";

  private final Vertx vertx = Vertx.vertx();
  private final CompletableFuture<Browser> opened = new CompletableFuture<>();
  private HttpServer server;

  @BeforeEach
  void serve() throws Exception {
    server =
        vertx
            .createHttpServer()
            .requestHandler(request -> {
              Browser browser =
                  new Browser(vertx.getOrCreateContext(), request.response(), () -> STATE);
              browser.open(List.of("data: missed\n\n"));
              opened.complete(browser);
            })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void itBeginsWithWhatWasMissedAndGoesOnWithWhatHappens() throws Exception {
    try (Socket socket = connected()) {
      opened.get(10, TimeUnit.SECONDS).tell("data: new\n\n");

      assertThat(readUntil(socket.getInputStream(), "data: new"))
          .contains("text/event-stream")
          .containsSubsequence("data: missed", "data: new");
    }
  }

  @Test
  void whoDoesNotReadIsQueuedNothingAndTheStateComesLater() throws Exception {
    try (Socket socket = connected()) {
      Browser browser = opened.get(10, TimeUnit.SECONDS);
      for (int i = 0; i < EVENTS; i++) {
        browser.tell(EVENT);
      }
      allTold(browser);

      String heard = readUntil(socket.getInputStream(), "the present state");

      // What the kernel holds for a connection is not ours; it is a few megabytes.
      assertThat(heard.length()).isLessThan(EVENTS * EVENT.length() / 2);
      assertThat(heard).contains("event: snapshot");
    }
  }

  /** What is told goes through the connection's thread, in order. */
  private void allTold(Browser browser) throws Exception {
    CompletableFuture<Void> last = new CompletableFuture<>();
    browser.afterAllTold(() -> last.complete(null));
    last.get(30, TimeUnit.SECONDS);
  }

  private Socket connected() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
    socket.setSoTimeout(10_000);
    socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
    return socket;
  }

  private static String readUntil(InputStream stream, String end) throws IOException {
    StringBuilder heard = new StringBuilder();
    byte[] buffer = new byte[65_536];
    while (heard.indexOf(end, Math.max(0, heard.length() - buffer.length * 2)) < 0) {
      int count = stream.read(buffer);
      if (count < 0) {
        throw new AssertionError("The stream ended before: " + end);
      }
      heard.append(new String(buffer, 0, count, UTF_8));
    }
    return heard.toString();
  }
}
