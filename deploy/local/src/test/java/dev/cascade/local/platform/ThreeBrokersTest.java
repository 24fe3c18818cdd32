package dev.cascade.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three brokers that keep copies for each other; the one that leads them is killed. */
class ThreeBrokersTest {

  private static final Duration BOUND = Duration.ofSeconds(90);
  private static final int COMMITS = 50;

  private KafkaCluster kafka;

  @BeforeEach
  void start() {
    List<Integer> ports = Ports.free(6);
    List<BrokerNode> nodes =
        IntStream.range(0, 3)
            .mapToObj(
                i -> new BrokerNode(i + 1, "127.0.0.1", ports.get(2 * i), ports.get(2 * i + 1)))
            .toList();
    Path folder = PlatformStart.folder("three brokers");
    String cluster = Uuid.randomUuid().toString();
    kafka =
        new KafkaCluster(
            nodes.stream()
                .map(node ->
                    KafkaBroker.builder()
                        .oneOf("kafka#" + node.id(), node, nodes, cluster)
                        .dataDirectory(folder.resolve("kafka" + node.id()))
                        .build())
                .toList());
    kafka.brokers().parallelStream().forEach(PlatformServer::start);
    kafka.brokers().forEach(broker -> broker.awaitReady(BOUND));
  }

  @AfterEach
  void stop() {
    kafka.brokers().forEach(PlatformServer::kill);
  }

  @Test
  void theOthersGoOnAndNoTransactionIsLostOrTorn() throws Exception {
    try (TransactionStorm storm = TransactionStorm.start(kafka.bootstrapServers())) {
      storm.awaitCommits(COMMITS, BOUND);
      KafkaBroker leader = leader();
      leader.kill();
      storm.awaitCommits(COMMITS, BOUND);
      assertThat(leader.hasCrashed()).as("to be unregistered, though others took over").isFalse();
      leader.start();
      leader.awaitReady(BOUND);
      awaitAllCopies();
      storm.stopWriting();

      await().atMost(BOUND).untilAsserted(() -> assertThat(storm.openPartitions()).isEmpty());
      TransactionStorm.Outcome outcome = storm.outcome();
      assertThat(outcome.torn()).isEmpty();
      assertThat(outcome.lost()).isEmpty();
    }
  }

  private KafkaBroker leader() throws Exception {
    try (Admin admin = Admin.create(kafka.client("reader"))) {
      int id = admin.describeMetadataQuorum().quorumInfo().get().leaderId();
      return kafka.brokers().stream().filter(it -> it.nodeId() == id).findFirst().orElseThrow();
    }
  }

  /** Also of the topics that Kafka keeps for itself, which decide what was committed. */
  private void awaitAllCopies() {
    await()
        .atMost(BOUND)
        .ignoreExceptions()
        .untilAsserted(() ->
            assertThat(topics())
                .extracting(TopicDescription::name)
                .contains("storm", "__transaction_state"));
    await()
        .atMost(BOUND)
        .ignoreExceptions()
        .untilAsserted(() ->
            assertThat(topics())
                .flatExtracting(TopicDescription::partitions)
                .allSatisfy(partition -> assertThat(partition.isr()).hasSize(3)));
  }

  private Collection<TopicDescription> topics() throws Exception {
    try (Admin admin = Admin.create(kafka.client("reader"))) {
      return admin
          .describeTopics(
              admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get())
          .allTopicNames()
          .get()
          .values();
    }
  }
}
