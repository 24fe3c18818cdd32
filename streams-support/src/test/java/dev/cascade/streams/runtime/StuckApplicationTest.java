package dev.cascade.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cascade.streams.watchdog.StreamsWatchdog;
import dev.cascade.testing.StrayRecords;
import dev.cascade.testing.TestPlatform;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application that restores from a changelog on which a transaction hangs: it stays REBALANCING
 * for ever, without an error.
 */
class StuckApplicationTest {

  private static final Duration BOUND = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final TestPlatform platform = TestPlatform.shared();
  private final String id = platform.freshId();
  private final String topic = "stuck-input-" + id;
  private final RealApplication application = new RealApplication("stuck-" + id, topic);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @BeforeEach
  void aChangelogOnWhichATransactionHangs() throws Exception {
    Map<String, Object> client = Map.of("bootstrap.servers", platform.bootstrapServers());
    platform.createTopic(topic, 1);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "key", "value")).get();
    }
    ManagedStreams first = application.instance(settings("first", "true"));
    first.start();
    await().atMost(BOUND).until(() -> first.state() == State.RUNNING);
    first.close();
    new StrayRecords(platform.bootstrapServers())
        .write("nobody-" + id, 7_000_000_000L + id.hashCode(), 1, changelog(), "stray");
  }

  @AfterEach
  void stop() {
    application.close();
  }

  @Test
  void comesBackWhenTheWatchdogEndsTheTransaction() {
    StreamsSettings settings = settings("second", "true");
    ManagedStreams managed = application.instance(settings);
    StreamsWatchdog watchdog = new StreamsWatchdog(List.of(managed), settings, meters);
    try {
      managed.start();

      await()
          .atMost(BOUND)
          .until(() -> {
            watchdog.look();
            return managed.state() == State.RUNNING;
          });

      assertThat(meters.counter("cascade.transactions.ended").count()).isEqualTo(1);
      assertThat(watchdog.hopeless()).isEmpty();
    } finally {
      managed.close();
      watchdog.close();
    }
  }

  @Test
  void isToldStartedAnewAndAtLastGivenUpWhenNobodyMayEndTheTransaction() {
    StreamsSettings settings = settings("second", "false");
    ManagedStreams managed = application.instance(settings);
    StreamsWatchdog watchdog = new StreamsWatchdog(List.of(managed), settings, meters);
    try {
      managed.start();

      await()
          .atMost(BOUND)
          .until(() -> {
            watchdog.look();
            return watchdog.hopeless().equals(List.of(application.name()));
          });

      assertThat(count("cascade.streams.stuck")).isGreaterThanOrEqualTo(4);
      assertThat(count("cascade.streams.watchdog.restarts")).isGreaterThanOrEqualTo(4);
      assertThat(meters.get("cascade.transactions.hanging").gauge().value()).isEqualTo(1);
      assertThat(meters.counter("cascade.transactions.ended").count()).isZero();
    } finally {
      managed.close();
      watchdog.close();
    }
  }

  private double count(String counter) {
    return meters.get(counter).tag("application", application.name()).counter().count();
  }

  private TopicPartition changelog() {
    return new TopicPartition(application.name() + "-" + RealApplication.STORE + "-changelog", 0);
  }

  private StreamsSettings settings(String state, String repair) {
    return application.settings(
        Map.of(
            "state-dir", folder.resolve(state).toString(),
            "instance-id", "stuck",
            "session-timeout", "1s",
            "stuck-after", "500ms",
            "repair-transactions", repair));
  }
}
