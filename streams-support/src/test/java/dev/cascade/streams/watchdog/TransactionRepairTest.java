package dev.cascade.streams.watchdog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.testing.StrayRecords;
import dev.cascade.testing.TestPlatform;
import dev.cascade.transactions.HangingTransaction;
import dev.cascade.transactions.HangingTransaction.Outcome;
import dev.cascade.transactions.TransactionRepair;
import dev.cascade.transactions.TransactionRepair.Report;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions that hang on a real broker, and some that only look like it. */
class TransactionRepairTest {

  private static final byte ONGOING = 1;
  private static final byte PREPARE_COMMIT = 2;
  private static final int LOOKS_AT_LIVE_TRANSACTIONS = 60;

  private final TestPlatform platform = TestPlatform.shared();
  private final String id = platform.freshId();
  private final TopicPartition known = new TopicPartition("repair-" + id, 0);
  private final TopicPartition forgotten = new TopicPartition("repair-" + id, 1);
  private final StrayRecords stray = new StrayRecords(platform.bootstrapServers());
  private final Map<String, Object> client =
      Map.of("bootstrap.servers", platform.bootstrapServers());
  private final TransactionRepair repair = new TransactionRepair(client, Duration.ZERO);

  @BeforeEach
  void createTopic() throws Exception {
    try (Admin admin = Admin.create(client)) {
      admin.createTopics(List.of(new NewTopic(known.topic(), 2, (short) 1))).all().get();
    }
  }

  @AfterEach
  void close() {
    repair.close();
  }

  @Test
  void aCommittedTransactionIsCommittedWhereItsMarkerWasLost() throws Exception {
    try (KafkaProducer<String, String> producer = begun("tx-" + id)) {
      stray.writeInTransaction("tx-" + id, forgotten, "stray");
      producer.commitTransaction();

      Report report = repair.repair(List.of(known, forgotten));

      assertThat(report.left()).isEmpty();
      assertThat(report.ended())
          .singleElement()
          .satisfies(ended -> {
            assertThat(ended.open().partition()).isEqualTo(forgotten);
            assertThat(ended.transactionalId()).isEqualTo("tx-" + id);
            assertThat(ended.outcome()).isEqualTo(Outcome.COMMITTED);
          });
      assertThat(committedOn(forgotten)).containsExactly("stray");
      assertThat(repair.repair(List.of(known, forgotten)).isEmpty()).isTrue();
    }
  }

  @Test
  void aCommittedTransactionIsCommittedAlsoWhenItsProducerHasGoneOn() throws Exception {
    try (KafkaProducer<String, String> producer = begun("tx-" + id)) {
      stray.writeInTransaction("tx-" + id, forgotten, "stray");
      producer.commitTransaction();
      write(producer, "aborted later");
      producer.abortTransaction();
      write(producer, "still open");

      Report report = repair.repair(List.of(known, forgotten));

      assertThat(report.ended())
          .extracting(HangingTransaction::outcome)
          .containsExactly(Outcome.COMMITTED);
      assertThat(committedOn(forgotten)).containsExactly("stray");
      producer.commitTransaction();
      assertThat(committedOn(known)).containsExactly("begun", "still open");
    }
  }

  @Test
  void anAbortedTransactionIsAbortedWhereItsMarkerWasLost() throws Exception {
    try (KafkaProducer<String, String> producer = begun("tx-" + id)) {
      stray.writeInTransaction("tx-" + id, forgotten, "stray");
      producer.abortTransaction();

      Report report = repair.repair(List.of(known, forgotten));

      assertThat(report.ended())
          .extracting(HangingTransaction::outcome)
          .containsExactly(Outcome.ABORTED);
      assertThat(committedOn(forgotten)).isEmpty();
      assertThat(repair.repair(List.of(known, forgotten)).isEmpty()).isTrue();
    }
  }

  @Test
  void aTransactionThatNoCoordinatorKnowsIsAborted() throws Exception {
    stray.write("nobody-" + id, 987_654_321L, 3, forgotten, "stray");

    Report report = repair.repair(List.of(known, forgotten));

    assertThat(report.ended())
        .singleElement()
        .satisfies(ended -> assertThat(ended.transactionalId()).isEmpty());
    assertThat(committedOn(forgotten)).isEmpty();
  }

  @Test
  void aCommittedTransactionIsCommittedAlsoWhenItsProducerIsForgotten() throws Exception {
    long producerId = 987_654_323L;
    coordinatorsWroteDown(producerId, 3, ONGOING);
    stray.write("forgotten-" + id, producerId, 3, forgotten, "stray");
    assertThat(repair.repair(List.of(forgotten)).left()).hasSize(1);

    coordinatorsWroteDown(producerId, 4, PREPARE_COMMIT);
    Report report = repair.repair(List.of(forgotten));

    assertThat(report.left()).isEmpty();
    assertThat(report.ended())
        .extracting(HangingTransaction::outcome)
        .containsExactly(Outcome.COMMITTED);
    assertThat(committedOn(forgotten)).containsExactly("stray");
  }

  @Test
  void whatHangsForLessThanThePatienceIsLeft() throws Exception {
    try (TransactionRepair patient = new TransactionRepair(client, Duration.ofHours(1))) {
      stray.write("nobody-" + id, 987_654_322L, 3, forgotten, "stray");

      assertThat(patient.repair(List.of(forgotten)).isEmpty()).isTrue();
      assertThat(patient.repair(List.of(forgotten)).isEmpty()).isTrue();
    }
  }

  @Test
  void aTransactionThatIsOpenIsLeft() throws Exception {
    try (KafkaProducer<String, String> producer = begun("tx-" + id)) {
      assertThat(repair.repair(List.of(known, forgotten)).isEmpty()).isTrue();

      producer.commitTransaction();
      assertThat(committedOn(known)).containsExactly("begun");
    }
  }

  /** Every moment of a transaction's life comes by: begun, written, prepared, completed. */
  @Test
  void noTransactionThatIsAliveIsEverTakenForHanging() throws Exception {
    AtomicInteger finished = new AtomicInteger();
    List<Thread> writers = new ArrayList<>();
    for (int number = 0; number < 4; number++) {
      String transactionalId = "live-" + number + "-" + id;
      writers.add(Thread.ofVirtual().start(() -> writeOnAndOn(transactionalId, finished)));
    }
    try {
      for (int look = 0; look < LOOKS_AT_LIVE_TRANSACTIONS; look++) {
        assertThat(repair.repair(List.of(known, forgotten)).isEmpty()).isTrue();
      }
    } finally {
      writers.forEach(Thread::interrupt);
    }
    assertThat(finished.get()).isGreaterThan(LOOKS_AT_LIVE_TRANSACTIONS);
  }

  /**
   * A value of the transaction log (TransactionLogValue.json, version 0). The coordinators read
   * their log when they start, so that they do not know this producer. Of all clients, the broker
   * lets its own tools write there.
   */
  private void coordinatorsWroteDown(long producerId, int epoch, byte state) throws Exception {
    byte[] transactionalId = ("forgotten-" + id).getBytes(UTF_8);
    ByteBuffer key = ByteBuffer.allocate(4 + transactionalId.length);
    key.putShort((short) 0).putShort((short) transactionalId.length).put(transactionalId);
    ByteBuffer value = ByteBuffer.allocate(37);
    value.putShort((short) 0).putLong(producerId).putShort((short) epoch).putInt(60_000);
    value.put(state).putInt(0).putLong(0).putLong(0);
    try (KafkaProducer<byte[], byte[]> coordinator =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", platform.bootstrapServers(), "client.id", "__admin_client"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      coordinator
          .send(new ProducerRecord<>("__transaction_state", 0, key.array(), value.array()))
          .get();
    }
  }

  private void writeOnAndOn(String transactionalId, AtomicInteger finished) {
    try (KafkaProducer<String, String> producer = begun(transactionalId)) {
      while (!Thread.currentThread().isInterrupted()) {
        if (finished.incrementAndGet() % 3 == 0) {
          producer.abortTransaction();
        } else {
          producer.commitTransaction();
        }
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(known.topic(), 0, null, "a"));
        producer.send(new ProducerRecord<>(known.topic(), 1, null, "b"));
        producer.flush();
      }
    } catch (KafkaException e) {
      // Interrupted at the end of the test.
    }
  }

  private KafkaProducer<String, String> begun(String transactionalId) {
    KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                platform.bootstrapServers(),
                "transactional.id",
                transactionalId,
                "retry.backoff.ms",
                1),
            new StringSerializer(),
            new StringSerializer());
    producer.initTransactions();
    write(producer, "begun");
    return producer;
  }

  private void write(KafkaProducer<String, String> producer, String value) {
    producer.beginTransaction();
    producer.send(new ProducerRecord<>(known.topic(), known.partition(), null, value));
    producer.flush();
  }

  /** What a committed reader sees, who has come to the very end. */
  private List<String> committedOn(TopicPartition partition) throws Exception {
    List<String> seen = new ArrayList<>();
    try (Admin admin = Admin.create(client);
        KafkaConsumer<String, String> reader =
            new KafkaConsumer<>(
                Map.of(
                    "bootstrap.servers",
                    platform.bootstrapServers(),
                    "isolation.level",
                    "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
      long end =
          admin
              .listOffsets(Map.of(partition, OffsetSpec.latest()))
              .partitionResult(partition)
              .get()
              .offset();
      reader.assign(List.of(partition));
      reader.seekToBeginning(List.of(partition));
      while (reader.position(partition) < end) {
        reader.poll(Duration.ofMillis(100)).forEach(record -> seen.add(record.value()));
      }
    }
    return seen;
  }
}
