package dev.cascade.local.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A registry that leaves requests unanswered, which the real one does once in thousands. */
class SchemaInstallerTest {

  private static final Schema SCHEMA = Schema.create(Schema.Type.STRING);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration PATIENT = Duration.ofSeconds(3);

  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicInteger asked = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer registry;

  @BeforeEach
  void start() throws IOException {
    registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext("/", this::answer);
    registry.setExecutor(threads);
    registry.start();
  }

  @AfterEach
  void stop() {
    registry.stop(0);
    threads.shutdownNow();
  }

  @Test
  void whatIsNotAnsweredIsAskedAgain() {
    unanswered.set(1);

    assertThat(installer(PATIENT).register("orders-value", SCHEMA)).isEqualTo(7);
    assertThat(asked).hasValueGreaterThan(1);
  }

  @Test
  void aRegistryThatNeverAnswersIsNamedAfterThreeTimes() {
    unanswered.set(Integer.MAX_VALUE);

    assertThatThrownBy(() -> installer(SHORT).register("orders-value", SCHEMA))
        .isInstanceOf(ServerFailedException.class)
        .hasMessageContaining("/apis/ccompat/v7/subjects/orders-value/versions")
        .hasMessageContaining("3 times nothing within 300 ms");
    assertThat(asked).hasValue(3);
  }

  private SchemaInstaller installer(Duration timeout) {
    return new SchemaInstaller(
        "http://localhost:" + registry.getAddress().getPort(), Optional.empty(), timeout);
  }

  private void answer(HttpExchange exchange) {
    asked.incrementAndGet();
    if (unanswered.getAndDecrement() > 0) {
      return;
    }
    try (exchange) {
      byte[] id = "{\"id\":7}".getBytes(UTF_8);
      exchange.sendResponseHeaders(200, id.length);
      exchange.getResponseBody().write(id);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
