package dev.cascade.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.system.ecosystem.Ecosystem;
import dev.cascade.system.ecosystem.Http;
import dev.cascade.system.ecosystem.RawAnswer;
import dev.cascade.system.ecosystem.RawHttp;
import dev.cascade.system.ecosystem.SlowConnection;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Who is slow is cut off, and what is too large is refused in words, by every service. Both need
 * what sees a connection before its first request, which only a packaged service has: in a
 * {@code @QuarkusTest} Netty is loaded apart from the code under test and does not find it.
 */
@SystemTest
class HttpEdgeTest {

  /** Longer than any service lets a request come in: 10 s for a head, 30 s for a body. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int OVER_THE_BODY = 64 * 1024 + 1;
  private static final String POST = "POST /v1/dead-letters/replay HTTP/1.1\r\nHost: localhost\r\n";
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String CHUNKED_OVER_THE_LIMIT =
      "%s%sConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n0\r\n\r\n"
          .formatted(POST, JSON, OVER_THE_BODY, " ".repeat(OVER_THE_BODY));
  private static final String GET = "GET /v1/dead-letters";
  private static final String CLOSE = "Host: localhost\r\nConnection: close\r\n";

  private final Http http = new Http();
  private final Ecosystem ecosystem;

  HttpEdgeTest(Ecosystem ecosystem) {
    this.ecosystem = ecosystem;
  }

  @Test
  void whoIsSlowIsCutOffAndAReadThatWaitsIsNot() throws Exception {
    List<SlowConnection> slow = new ArrayList<>();
    for (String service : Ecosystem.SERVICES) {
      int port = URI.create(ecosystem.url(service)).getPort();
      slow.add(new SlowConnection(port, "", ""));
      slow.add(new SlowConnection(port, POST, "X-Slow: "));
      slow.add(new SlowConnection(port, POST + JSON + "Content-Length: 5000\r\n\r\n", "{"));
    }
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> ends = new ArrayList<>();
      slow.forEach(each -> ends.add(clients.submit(() -> each.isCutOff(PATIENCE))));

      Http.Answer waited =
          http.get(ecosystem.url("orders") + "/v1/orders/nobody-ordered-it?timeout=15000");

      assertThat(waited.status())
          .as("longer than a head may take: " + waited.text())
          .isEqualTo(404);
      for (int i = 0; i < ends.size(); i++) {
        assertThat(ends.get(i).get()).as("cut off: %s", slow.get(i)).isTrue();
      }
    }
  }

  @Test
  void whatIsTooLargeIsRefusedInWords() throws IOException {
    for (String service : Ecosystem.SERVICES) {
      RawHttp server = new RawHttp(URI.create(ecosystem.url(service)).getPort());
      String close = "Connection: close\r\n" + JSON;
      refused(server, 413, POST + close + "Content-Length: " + OVER_THE_BODY + "\r\n\r\n");
      refused(server, 413, CHUNKED_OVER_THE_LIMIT);
      refused(server, 414, GET + "?topic=" + "a".repeat(10_000) + " HTTP/1.1\r\n" + CLOSE + "\r\n");
      refused(server, 431, GET + " HTTP/1.1\r\n" + CLOSE + "X: " + "a".repeat(40_000) + "\r\n\r\n");
      refused(server, 431, GET + " HTTP/1.1\r\n" + CLOSE + "X-Many: a\r\n".repeat(4_000) + "\r\n");
      refused(server, 400, "How do you do?\r\n\r\n");
    }
  }

  private static void refused(RawHttp server, int status, String request) throws IOException {
    RawAnswer answer = server.send(request.getBytes(StandardCharsets.ISO_8859_1));

    String said = server + " to " + request.substring(0, Math.min(100, request.length()));
    assertThat(answer.status()).as(said).isEqualTo(status);
    assertThat(answer.isProblemDocument()).as("%s: %s", said, answer).isTrue();
  }
}
