package dev.cascade.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cascade.streams.watchdog.StreamsWatchdog;
import dev.cascade.testing.SettingsOf;
import dev.cascade.testing.StrayRecords;
import dev.cascade.testing.TestPlatform;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.state.Stores;
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
  private final StreamsApplication application =
      StreamsApplication.views("stuck-" + id, "orders-dead-letters", this::topology);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ScheduledExecutorService restarts = Executors.newSingleThreadScheduledExecutor();

  @BeforeEach
  void aChangelogOnWhichATransactionHangs() throws Exception {
    Map<String, Object> client = Map.of("bootstrap.servers", platform.bootstrapServers());
    try (Admin admin = Admin.create(client);
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
      producer.send(new ProducerRecord<>(topic, "key", "value")).get();
    }
    ManagedStreams first = managed(settings("first", "true"));
    first.start();
    await().atMost(BOUND).until(() -> first.state() == State.RUNNING);
    first.close();
    new StrayRecords(platform.bootstrapServers())
        .write("nobody-" + id, 7_000_000_000L + id.hashCode(), 1, changelog(), "stray");
  }

  @AfterEach
  void stop() {
    restarts.shutdownNow();
  }

  @Test
  void comesBackWhenTheWatchdogEndsTheTransaction() {
    StreamsSettings settings = settings("second", "true");
    ManagedStreams managed = managed(settings);
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
    ManagedStreams managed = managed(settings);
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
    return new TopicPartition(application.name() + "-seen-changelog", 0);
  }

  private Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.table(
        topic,
        Consumed.with(Serdes.String(), Serdes.String()).withName("input"),
        Materialized.as(Stores.persistentKeyValueStore("seen")));
    return builder.build();
  }

  private ManagedStreams managed(StreamsSettings settings) {
    return new ManagedStreams(
        application,
        StreamsProperties.of(application, settings),
        settings,
        restarts,
        new NoListener(),
        null);
  }

  private StreamsSettings settings(String state, String repair) {
    return SettingsOf.of(
        StreamsSettings.class,
        Map.of(
            "cascade.streams.bootstrap-servers",
            platform.bootstrapServers(),
            "cascade.streams.registry-url",
            platform.registryUrl(),
            "cascade.streams.state-dir",
            folder.resolve(state).toString(),
            "cascade.streams.instance-id",
            "stuck",
            "cascade.streams.advertised-host",
            "localhost:1",
            "cascade.streams.session-timeout",
            "1s",
            "cascade.streams.stuck-after",
            "500ms",
            "cascade.streams.repair-transactions",
            repair));
  }

  private static final class NoListener implements ManagedStreams.ClientListener {
    @Override
    public void starting(StreamsApplication application, KafkaStreams client) {}

    @Override
    public void closed(StreamsApplication application, KafkaStreams client) {}
  }
}
