package dev.cascade.auditor.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.schemas.catalogue.TopicCatalogue;
import dev.cascade.testing.TestPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What groups are said to have consumed, on a real broker. */
class LogEndsTest {

  private final TestPlatform platform = TestPlatform.shared();
  private final String id = platform.freshId();
  private final TopicPartition partition = new TopicPartition("read-" + id, 0);

  @Test
  void aGroupThatReadsAndHasCommittedNothingYetIsAtTheBeginning() throws Exception {
    create();
    try (KafkaConsumer<byte[], byte[]> ahead = reading("orders-ahead-" + id);
        KafkaConsumer<byte[], byte[]> behind = reading("orders-behind-" + id);
        LogEnds ends =
            new LogEnds(BrokerAccess.open(platform.bootstrapServers()), TopicCatalogue.load())) {
      ahead.commitSync(Map.of(partition, new OffsetAndMetadata(1)));

      assertThat(ends.consumed(Instant.now()).get(partition))
          .isEqualTo(Map.of("orders-ahead-" + id, 1L, "orders-behind-" + id, 0L));
      assertThat(behind.committed(Set.of(partition)).get(partition)).isNull();
    }
  }

  private void create() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(partition.topic(), 1, (short) 1))).all().get();
    }
  }

  private KafkaConsumer<byte[], byte[]> reading(String group) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                platform.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                group,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.subscribe(List.of(partition.topic()));
    Awaitility.await("the partition of " + group)
        .pollInSameThread()
        .until(() -> {
          consumer.poll(Duration.ofMillis(50));
          return consumer.assignment().contains(partition);
        });
    return consumer;
  }
}
