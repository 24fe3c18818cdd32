package dev.cascade.local.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JsonApiTest {

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.getResponseHeaders().add("Retry-After", "0");
          int status = refusals.getAndDecrement() > 0 ? 429 : 204;
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void whoIsToldThatHeAsksTooMuchAsksAgain() {
    refusals.set(2);

    assertThat(status()).isEqualTo(204);
    assertThat(asked).hasValue(3);
  }

  @Test
  void notForEver() {
    refusals.set(Integer.MAX_VALUE);

    assertThat(status()).isEqualTo(429);
    assertThat(asked).hasValue(6);
  }

  private int status() {
    String url = "http://localhost:" + server.getAddress().getPort() + "/";
    return new JsonApi().send("GET", url, null).status();
  }
}
