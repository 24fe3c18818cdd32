package dev.cascade.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.ReceivedRecord;
import dev.cascade.testing.SettingsOf;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shadow on a real broker, of an application with a deadline by the clock on the wall. */
class ShadowApplicationTest {

  private static final Instant LAST_WEEK = Instant.now().minus(Duration.ofDays(7));
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path folder;

  private final TestPlatform platform = TestPlatform.shared();
  private final String id = platform.freshId();
  private final String asked = "asked-" + id;
  private final String answered = "answered-" + id;
  private final String decided = "decided-" + id;
  private final String shadow = "shadow-" + id;
  private final ScheduledExecutorService restarts = Executors.newSingleThreadScheduledExecutor();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

  @AfterEach
  void stop() {
    restarts.shutdownNow();
  }

  @Test
  void itDecidesTheHistoryAsItWasAndWritesToNoTopicOfOthers() throws Exception {
    List.of(asked, answered, decided, shadow + "." + decided)
        .forEach(topic -> platform.createTopic(topic, 1));
    try (KafkaProducer<String, String> clients =
        producer(KafkaCluster.at(platform.bootstrapServers()))) {
      // What was answered was written by another, who is read before or after.
      write(clients, answered, "in time", "yes", 5_000);
      write(clients, answered, "too late", "yes", 60_000);
      write(clients, asked, "in time", "?", 0);
      write(clients, asked, "too late", "?", 6_000);
      write(clients, asked, "after the cut", "?", 61_000);
    }

    ManagedStreams application = application();
    application.start();
    assertThat(ended.get(2, TimeUnit.MINUTES)).isTrue();
    application.close();

    assertThat(records(shadow + "." + decided))
        .containsExactly(
            "in time: asked at 0",
            "in time: answered at 5",
            "too late: asked at 6",
            "too late: expired at 17",
            "too late: answered at 60");
    assertThat(records(decided)).isEmpty();
  }

  @Test
  void noProducerOfTheProcessReachesATopicOfOthers() throws Exception {
    List.of(decided, shadow + "." + decided).forEach(topic -> platform.createTopic(topic, 1));
    try (KafkaProducer<String, String> any = producer(KafkaCluster.of(settings()))) {
      write(any, decided, "plain", "value", 0);
    }

    assertThat(records(shadow + "." + decided)).containsExactly("plain: value");
    assertThat(records(decided)).isEmpty();
  }

  private ManagedStreams application() throws IOException {
    StreamsApplication application =
        StreamsApplication.decider("deciders-" + id, "orders-dead-letters", this::topology);
    StreamsSettings settings = settings();
    ClientListener listener =
        new ClientListener() {
          @Override
          public void starting(StreamsApplication started, KafkaStreams client) {}

          @Override
          public void closed(StreamsApplication started, KafkaStreams client) {}

          @Override
          public void shadowEnded(StreamsApplication started, boolean whole) {
            ended.complete(whole);
          }
        };
    return new ManagedStreams(
        application,
        StreamsProperties.of(application, settings),
        settings,
        restarts,
        listener,
        null);
  }

  private StreamsSettings settings() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("shadow.properties"),
            """
            name=%s
            until=%s
            deciders-%s/%s-0=2
            deciders-%s/%s-0=2
            """
                .formatted(shadow, LAST_WEEK.plusSeconds(300), id, asked, id, answered));
    return SettingsOf.of(
        StreamsSettings.class,
        new TreeMap<>(
            Map.of(
                "cascade.streams.bootstrap-servers", platform.bootstrapServers(),
                "cascade.streams.registry-url", platform.registryUrl(),
                "cascade.streams.advertised-host", "localhost:1",
                "cascade.streams.instance-id", "1",
                "cascade.streams.state-dir", folder.resolve("streams").toString(),
                "cascade.streams.shadow", file.toString())));
  }

  private Topology topology() {
    return new Topology()
        .addSource("read", new StringDeserializer(), new StringDeserializer(), asked, answered)
        .addProcessor("decide", Deciding::new, "read")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore("open"), Serdes.String(), Serdes.Long()),
            "decide")
        .addSink("write", decided, new StringSerializer(), new StringSerializer(), "decide");
  }

  private static KafkaProducer<String, String> producer(KafkaCluster cluster) {
    return new KafkaProducer<>(
        cluster.client(Map.of()), new StringSerializer(), new StringSerializer());
  }

  private static void write(
      KafkaProducer<String, String> producer, String topic, String key, String value, long millis)
      throws Exception {
    producer
        .send(new ProducerRecord<>(topic, null, LAST_WEEK.toEpochMilli() + millis, key, value))
        .get(30, TimeUnit.SECONDS);
  }

  private List<String> records(String topic) {
    try (TopicReader<byte[]> reader = platform.rawReader(topic)) {
      return reader.readToEnd().stream().map(ShadowApplicationTest::text).toList();
    }
  }

  private static String text(ReceivedRecord<byte[]> received) {
    return received.key() + ": " + new String(received.present(), StandardCharsets.UTF_8);
  }

  /** What is asked and not answered in time expires. */
  private static final class Deciding extends ContextualProcessor<String, String, String, String> {

    private KeyValueStore<String, Long> open;

    @SuppressWarnings("NullAway.Init")
    private Deciding() {}

    @Override
    public void init(ProcessorContext<String, String> context) {
      super.init(context);
      open = context.getStateStore("open");
      context.schedule(Duration.ofSeconds(1), PunctuationType.WALL_CLOCK_TIME, this::expire);
    }

    @Override
    public void process(Record<String, String> record) {
      long now = context().currentSystemTimeMs();
      if (record.value().equals("?")) {
        open.put(record.key(), now);
        tell(record.key(), "asked", now);
      } else {
        open.delete(record.key());
        tell(record.key(), "answered", now);
      }
    }

    private void expire(long now) {
      List<String> late = new ArrayList<>();
      try (var all = open.all()) {
        all.forEachRemaining(it -> {
          if (it.value + PATIENCE.toMillis() < now) {
            late.add(it.key);
          }
        });
      }
      for (String key : late) {
        open.delete(key);
        tell(key, "expired", now);
      }
    }

    private void tell(String key, String what, long now) {
      long seconds = Duration.ofMillis(now - LAST_WEEK.toEpochMilli()).toSeconds();
      context().forward(new Record<>(key, what + " at " + seconds, now));
    }
  }
}
