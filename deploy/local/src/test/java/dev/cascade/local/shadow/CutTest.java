package dev.cascade.local.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.local.platform.RealPlatform;
import dev.cascade.local.shadow.ShadowedService.ShadowedApplication;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a comparison ends, asked of a real broker. */
class CutTest {

  private static final Map<String, Object> CLIENT =
      Map.of("bootstrap.servers", RealPlatform.broker().bootstrapServers());

  private final String id = UUID.randomUUID().toString();
  private final TopicPartition input = new TopicPartition("in-" + id, 0);
  private final TopicPartition output = new TopicPartition("out-" + id, 0);
  private final List<ShadowedApplication> applications =
      List.of(
          new ShadowedApplication(
              "app-" + id,
              List.of(input.topic()),
              List.of(new ComparedTopic(output.topic(), null, null, null))));

  private final Admin admin = Admin.create(CLIENT);
  private final Cluster cluster = new Cluster(CLIENT);

  @BeforeEach
  void write() throws ExecutionException, InterruptedException {
    admin
        .createTopics(
            List.of(input, output).stream()
                .map(it -> new NewTopic(it.topic(), Optional.of(1), Optional.empty()))
                .toList())
        .all()
        .get();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(CLIENT, new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < 5; i++) {
        producer.send(new ProducerRecord<>(input.topic(), "k", "v")).get();
      }
      producer.send(new ProducerRecord<>(output.topic(), "k", "v")).get();
    }
  }

  @AfterEach
  void close() {
    cluster.close();
    admin.close();
  }

  @Test
  void itIsWhatTheLiveApplicationHasCommitted() throws ExecutionException, InterruptedException {
    committed(3);

    Cut cut = Cut.of(cluster, applications);

    assertThat(cut.inputs()).isEqualTo(Map.of("app-" + id, Map.of(input, 3L)));
    assertThat(cut.certain()).isEqualTo(Map.of(output, 1L));
    assertThat(cut.possible()).isEqualTo(Map.of(output, 1L));
    assertThat(cut.file("shadow-a"))
        .contains("name=shadow-a\n", "until=" + cut.at(), "app-" + id + "/in-" + id + "-0=3\n");
  }

  /** Its offsets are left out of the answer meanwhile, as if it had never read anything. */
  @Test
  void aTransactionThatIsAboutToCommitIsWaitedFor() throws Exception {
    committed(3);
    try (KafkaProducer<String, String> producer = transactional()) {
      producer.beginTransaction();
      producer.sendOffsetsToTransaction(
          Map.of(input, new OffsetAndMetadata(5)), new ConsumerGroupMetadata("app-" + id));
      CompletableFuture<Cut> cut =
          CompletableFuture.supplyAsync(() -> Cut.of(cluster, applications));
      // Answered while the transaction is open, it would be done by then.
      assertThatThrownBy(() -> cut.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
      producer.commitTransaction();

      assertThat(cut.get(30, TimeUnit.SECONDS).inputs())
          .isEqualTo(Map.of("app-" + id, Map.of(input, 5L)));
    }
  }

  private KafkaProducer<String, String> transactional() {
    Map<String, Object> settings = new HashMap<>(CLIENT);
    settings.put("transactional.id", id);
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    producer.initTransactions();
    return producer;
  }

  @Test
  void whoHasCommittedNothingCannotBeComparedWith() {
    assertThatThrownBy(() -> Cut.of(cluster, applications))
        .isInstanceOf(NotComparableException.class)
        .hasMessageContaining("app-" + id + " has committed nothing yet");
  }

  @Test
  void aHistoryWithoutItsBeginningIsRefused() throws ExecutionException, InterruptedException {
    committed(5);
    admin.deleteRecords(Map.of(input, RecordsToDelete.beforeOffset(2))).all().get();

    assertThatThrownBy(() -> Cut.of(cluster, applications))
        .isInstanceOf(NotComparableException.class)
        .hasMessageContainingAll("The beginning of in-" + id + " is gone by retention", "offset 2");
  }

  @Test
  void whatAShadowMakesIsMadeAlikeAndGoesWithAllOfItsName()
      throws ExecutionException, InterruptedException {
    String prefix = "shadow-" + id + ".";
    cluster.makeLike(Set.of(output.topic()), prefix);
    admin
        .alterConsumerGroupOffsets(prefix + "app", Map.of(input, new OffsetAndMetadata(1)))
        .all()
        .get();

    assertThat(cluster.partitions(Set.of(prefix + output.topic()))).hasSize(1);
    assertThat(cluster.deleteAll(prefix)).isEqualTo(2);
    assertThat(cluster.deleteAll(prefix)).isZero();
    assertThat(admin.listTopics().names().get()).contains(output.topic());
  }

  private void committed(long offset) throws ExecutionException, InterruptedException {
    admin
        .alterConsumerGroupOffsets("app-" + id, Map.of(input, new OffsetAndMetadata(offset)))
        .all()
        .get();
  }
}
