package dev.cascade.payments.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.testing.TestPlatform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * On a real broker: what lies between the position of a group and the end of the log it reads. The
 * broker may write markers after it has answered that a transaction is decided, so emptiness is
 * waited for.
 */
class InFlightProbeTest {

  private static final short ONE_REPLICA = 1;
  private static final int PARTITIONS = 2;
  private static final Duration PROOF = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TestPlatform platform = TestPlatform.shared();
  private final String id = platform.freshId();
  private final String topic = "log-" + id;
  private final String group = "group-" + id;
  private final Admin admin =
      Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, platform.bootstrapServers()));
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          Map.of(
              ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
              platform.bootstrapServers(),
              ProducerConfig.TRANSACTIONAL_ID_CONFIG,
              "producer-" + id),
          new ByteArraySerializer(),
          new ByteArraySerializer());
  private final InFlightProbe probe =
      new InFlightProbe(
          KafkaCluster.at(platform.bootstrapServers()), "probe-" + id, group, topic, PROOF);

  @BeforeEach
  void createLog() throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, ONE_REPLICA))).all().get();
    producer.initTransactions();
  }

  @AfterEach
  void deleteLog() throws Exception {
    probe.close();
    producer.close();
    admin.deleteTopics(List.of(topic)).all().get();
    admin.close();
  }

  @Test
  void whereNothingWasWrittenNothingIsInFlight() throws Exception {
    assertThat(isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aRecordIsInFlightUntilItsPositionIsCommitted(int partition) throws Exception {
    writeCommitted(partition);

    assertThat(isEmpty()).isFalse();

    commitPosition(partition, 1);

    await("only a marker follows").atMost(PATIENCE).until(this::isEmpty);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aRecordOfAnOpenTransactionIsInFlight(int partition) throws Exception {
    writeOpen(partition);

    assertThat(isEmpty()).isFalse();

    producer.commitTransaction();

    assertThat(isEmpty()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void whatWasAbortedIsNotInFlightThoughNobodyCommitsItsPosition(int partition) throws Exception {
    writeAborted(partition);

    await().atMost(PATIENCE).until(this::isEmpty);
  }

  @Test
  void aRecordBehindWhatWasAbortedIsInFlight() throws Exception {
    writeAborted(0);
    writeCommitted(0);

    assertThat(isEmpty()).isFalse();
  }

  private boolean isEmpty() throws Exception {
    return probe.isEmpty().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private void writeCommitted(int partition) throws Exception {
    writeOpen(partition);
    producer.commitTransaction();
  }

  private void writeAborted(int partition) throws Exception {
    writeOpen(partition);
    producer.abortTransaction();
  }

  private void writeOpen(int partition) throws Exception {
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(topic, partition, new byte[0], new byte[0])).get();
  }

  private void commitPosition(int partition, long position) throws Exception {
    admin
        .alterConsumerGroupOffsets(
            group, Map.of(new TopicPartition(topic, partition), new OffsetAndMetadata(position)))
        .all()
        .get();
  }
}
