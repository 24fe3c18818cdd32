package dev.cascade.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cascade.streams.runtime.BrokerFeatures.BrokerRefusesException;
import dev.cascade.streams.watchdog.StreamsWatchdog;
import dev.cascade.testing.SettingsOf;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service on a cluster that wants to know who it is, over TLS. */
class SecuredClusterTest {

  private static final Duration BOUND = Duration.ofSeconds(60);

  @TempDir static Path folder;

  private static SecuredBroker broker;

  @BeforeAll
  static void start() throws Exception {
    broker = SecuredBroker.start(folder);
    broker.user("counting", "right");
    try (Admin admin = broker.owner()) {
      List<NewTopic> topics =
          List.of(
              new NewTopic("words", 1, (short) 1),
              new NewTopic("counts", 1, (short) 1),
              new NewTopic("letters", 1, (short) 1));
      admin.createTopics(topics).all().get();
    }
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void anApplicationProcessesExactlyOnce() throws Exception {
    StreamsSettings settings = settings("right");
    KafkaCluster cluster = KafkaCluster.of(settings);
    StreamsApplication application =
        StreamsApplication.decider("counting", "letters", SecuredClusterTest::topology);
    try (KafkaStreams streams =
            new KafkaStreams(
                application.topology().get(), StreamsProperties.of(application, settings));
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                cluster.client(Map.of()), new StringSerializer(), new StringSerializer())) {
      streams.start();
      producer.send(new ProducerRecord<>("words", "a", "once")).get();

      assertThat(counted(cluster)).isEqualTo("1");
    }
  }

  @Test
  void itsWatchdogLooksForWhatHangsThere() throws Exception {
    StreamsWatchdog watchdog =
        new StreamsWatchdog(List.of(), settings("right"), new SimpleMeterRegistry());
    try {
      assertThatCode(watchdog::look).doesNotThrowAnyException();
    } finally {
      watchdog.close();
    }
  }

  @Test
  void whoSaysTheWrongPasswordIsToldWhichSettingIsWrong() throws Exception {
    KafkaCluster cluster = KafkaCluster.of(settings("wrong"));

    assertThatThrownBy(() -> BrokerFeatures.check(cluster))
        .isInstanceOf(BrokerRefusesException.class)
        .hasMessageContaining("cascade.streams.client-properties")
        .hasMessageNotContaining("wrong");
  }

  @Test
  void whoSaysNothingGetsNoAnswer() {
    assertThatThrownBy(() -> BrokerFeatures.check(KafkaCluster.at(broker.bootstrapServers())))
        .isInstanceOf(BrokerFeatures.BrokerUnreachableException.class);
  }

  private static StreamsSettings settings(String password) throws Exception {
    return SettingsOf.of(
        StreamsSettings.class,
        Map.of(
            "cascade.streams.bootstrap-servers",
            broker.bootstrapServers(),
            "cascade.streams.client-properties",
            broker.clientProperties("counting", password).toString(),
            "cascade.streams.instance-id",
            "1",
            "cascade.streams.advertised-host",
            "localhost:1",
            "cascade.streams.state-dir",
            folder.resolve("stores").toString()));
  }

  private static Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("words", Consumed.with(Serdes.String(), Serdes.String()).withName("words"))
        .groupByKey(Grouped.with(Serdes.String(), Serdes.String()))
        .count(Named.as("counting"), Materialized.as(Stores.persistentKeyValueStore("counts")))
        .toStream(Named.as("as-stream"))
        .mapValues(String::valueOf, Named.as("as-text"))
        .to("counts", Produced.with(Serdes.String(), Serdes.String()).withName("out"));
    return builder.build();
  }

  private static String counted(KafkaCluster cluster) {
    Map<String, Object> settings =
        cluster.client(
            Map.of("isolation.level", "read_committed", "auto.offset.reset", "earliest"));
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition("counts", 0)));
      return await()
          .atMost(BOUND)
          .until(
              () -> consumer.poll(Duration.ofMillis(200)).records("counts").iterator(),
              Iterator::hasNext)
          .next()
          .value();
    }
  }
}
