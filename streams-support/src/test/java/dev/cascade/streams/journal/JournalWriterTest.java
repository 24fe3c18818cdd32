package dev.cascade.streams.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said of a Kafka that does not take the journal, by a client of one that is not there. */
class JournalWriterTest {

  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private final List<String> said = new ArrayList<>();
  private final Handler hearing = new Hearing();
  private final Logger log = Logger.getLogger(JournalWriter.class.getName());
  private final Outbox<String> outbox =
      new Outbox<>(
          "application-events",
          new Backlog<>(10, Duration.ZERO),
          _ -> new byte[1],
          new SimpleMeterRegistry());
  private Instant now = START;
  private final JournalWriter writer =
      new JournalWriter(JournalWriterTest::ofNoKafka, List.of(outbox), "orders", () -> now);

  @BeforeEach
  void listen() {
    log.addHandler(hearing);
  }

  @AfterEach
  void end() {
    log.removeHandler(hearing);
    writer.close();
  }

  @Test
  void aKafkaThatIsAwayIsToldOfOnceAndNotInTheFirstSeconds() {
    outbox.add("a", START, () -> "started");

    lookAt(Duration.ZERO);
    lookAt(Duration.ofMillis(4_999));
    assertThat(said).isEmpty();

    lookAt(Duration.ofSeconds(10));
    assertThat(said).singleElement().asString().startsWith("The journal cannot be written now");

    lookAt(Duration.ofMinutes(10));
    assertThat(said).hasSize(1);
    assertThat(outbox.backlog().occurrences()).isOne();
  }

  private void lookAt(Duration later) {
    now = START.plus(later);
    writer.look();
  }

  private static KafkaProducer<byte[], byte[]> ofNoKafka() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            "127.0.0.1:1",
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            1),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private final class Hearing extends Handler {

    @Override
    public void publish(LogRecord logged) {
      said.add(logged.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
