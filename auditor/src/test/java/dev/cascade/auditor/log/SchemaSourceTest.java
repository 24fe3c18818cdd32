package dev.cascade.auditor.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchemaSourceTest {

  private static final byte[] ANSWER = "{\"schema\":\"\\\"string\\\"\"}".getBytes(UTF_8);

  private final CountDownLatch goOn = new CountDownLatch(1);
  private HttpServer registry;
  private volatile boolean stalls;

  @BeforeEach
  void start() throws IOException {
    registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext("/", this::answer);
    registry.start();
  }

  @AfterEach
  void stop() {
    goOn.countDown();
    registry.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, ANSWER.length);
      exchange.getResponseBody().write(ANSWER, 0, 1);
      exchange.getResponseBody().flush();
      if (stalls) {
        goOn.await();
      }
      exchange.getResponseBody().write(ANSWER, 1, ANSWER.length - 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aSchemaIsTheOneOfItsId() {
    assertThat(source(Duration.ofSeconds(20)).byId(7)).contains(Schema.create(Schema.Type.STRING));
  }

  @Test
  void aRegistryThatStallsInTheMidstOfItsAnswerIsSilent() {
    stalls = true;
    SchemaSource source = source(Duration.ofMillis(200));

    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> assertThatThrownBy(() -> source.byId(7)).isInstanceOf(RegistrySilentException.class));
  }

  private SchemaSource source(Duration timeout) {
    return new SchemaSource("http://localhost:" + registry.getAddress().getPort(), timeout);
  }
}
