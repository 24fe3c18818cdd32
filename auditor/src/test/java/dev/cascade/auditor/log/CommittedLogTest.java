package dev.cascade.auditor.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.schemas.catalogue.TopicDefinition;
import dev.cascade.testing.TestPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where reading begins, on a real broker, in topics that nobody has written to before. */
class CommittedLogTest {

  private static final Instant NOW = Instant.now();
  private static final Instant FROM = NOW.minus(Duration.ofHours(1));

  private final TestPlatform platform = TestPlatform.shared();
  private final String topic = "fresh-" + platform.freshId();
  private final KafkaProducer<byte[], byte[]> producer = producer();

  @AfterEach
  void closeTheProducer() {
    producer.close();
  }

  /** What befell the first order of a new installation: it came before the first poll. */
  @Test
  void whatIsWrittenBetweenTheStartAndTheFirstPollIsRead() throws Exception {
    create(2);
    try (CommittedLog log = start()) {
      commit(0, "first", NOW);
      commit(1, "second", NOW);

      assertThat(read(log, 2)).containsExactlyInAnyOrder("first", "second");
    }
  }

  @Test
  void whatIsCommittedAfterTheStartIsReadThoughItWasWrittenBefore() throws Exception {
    create(1);
    begin(0, "open", NOW);
    try (CommittedLog log = start()) {
      producer.commitTransaction();

      assertThat(read(log, 1)).containsExactly("open");
    }
  }

  @Test
  void whatIsOlderThanTheMomentIsLeftOutAndNothingElse() throws Exception {
    create(2);
    commit(0, "old", FROM.minusMillis(1));
    commit(0, "at the moment", FROM);
    commit(1, "old too", FROM.minusSeconds(60));
    try (CommittedLog log = start()) {
      commit(1, "new", NOW);

      assertThat(read(log, 2)).containsExactlyInAnyOrder("at the moment", "new");
    }
  }

  private CommittedLog start() {
    TopicDefinition raw =
        new TopicDefinition(
            topic,
            "order id",
            null,
            "nobody",
            "delete",
            Duration.ofDays(1),
            null,
            null,
            null,
            "A test.",
            2);
    return new CommittedLog(
        BrokerAccess.open(platform.bootstrapServers()),
        platform.registryUrl(),
        new TopicCatalogue(List.of(raw)),
        FROM);
  }

  /** The keys of so many records, and of all that come before they are there. */
  private static List<String> read(CommittedLog log, int many) {
    List<String> keys = new ArrayList<>();
    await("records from " + log.positions())
        .atMost(Duration.ofSeconds(5))
        .until(() -> {
          log.poll(Duration.ofMillis(100)).forEach(fact -> keys.add(fact.key()));
          return keys.size() >= many;
        });
    return keys;
  }

  private void create(int partitions) throws Exception {
    try (Admin admin =
        Admin.create(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, platform.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    }
  }

  private void commit(int partition, String key, Instant at) throws Exception {
    begin(partition, key, at);
    producer.commitTransaction();
  }

  private void begin(int partition, String key, Instant at) throws Exception {
    producer.beginTransaction();
    producer
        .send(
            new ProducerRecord<>(
                topic, partition, at.toEpochMilli(), key.getBytes(UTF_8), new byte[] {1}))
        .get();
  }

  private KafkaProducer<byte[], byte[]> producer() {
    KafkaProducer<byte[], byte[]> transactional =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                platform.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                topic),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    transactional.initTransactions();
    return transactional;
  }
}
