package dev.cascade.streams.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.function.IntPredicate;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A registry that stops in the middle of an answer; a stream thread waits for it. */
class SchemaRegistryClientTest {

  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Schema TEXT = Schema.create(Schema.Type.STRING);

  @Test
  @Timeout(60)
  void aRegistryThatStallsInTheMiddleOfItsAnswersIsUnavailable() throws IOException {
    try (StallingServer registry = registry(_ -> true)) {
      assertThatThrownBy(() -> client(registry).idOf("orders-value", TEXT))
          .isInstanceOf(RegistryUnavailableException.class)
          .hasRootCauseInstanceOf(HttpTimeoutException.class);
      await().untilAsserted(() -> assertThat(registry.left()).as("let go").isEqualTo(5));
    }
  }

  @Test
  @Timeout(60)
  void aRegistryThatStallsOnceIsAskedAgain() throws IOException {
    try (StallingServer registry = registry(before -> before == 0)) {
      assertThat(client(registry).idOf("orders-value", TEXT)).isEqualTo(7);
      assertThat(registry.stalled()).isEqualTo(1);
    }
  }

  private static SchemaRegistryClient client(StallingServer registry) {
    return new SchemaRegistryClient("http://localhost:" + registry.port(), SHORT);
  }

  private static StallingServer registry(IntPredicate stalls) throws IOException {
    ServerSocket door = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
    return new StallingServer(door, "{\"id\": 7}", stalls);
  }
}
