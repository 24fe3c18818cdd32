package dev.cascade.streams.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.streams.history.Gap.Why;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.query.Deadline;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.testing.SettingsOf;
import dev.cascade.testing.TestPlatform;
import dev.cascade.testing.TopicWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions about the past, on a real broker. */
class HistoryReaderTest {

  private static final short ONE_REPLICA = 1;
  private static final int PARTITIONS = 4;

  /** What one poll brings. */
  private static final int POLL = 2_000;

  /** More than one poll brings. */
  private static final int MANY = 5_000;

  private static final Instant NOON =
      Instant.now().minus(Duration.ofHours(3)).truncatedTo(ChronoUnit.MILLIS);

  private final TestPlatform platform = TestPlatform.shared();
  private final String topic = "past-" + platform.freshId();
  private final Admin admin =
      Admin.create(Map.of("bootstrap.servers", platform.bootstrapServers()));
  private final KafkaProducer<String, String> producer = producer(Map.of());

  @BeforeEach
  void createTopic() throws Exception {
    admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, ONE_REPLICA))).all().get();
  }

  @AfterEach
  void close() {
    producer.close();
    admin.close();
  }

  @Test
  void eachKeyIsFoundInItsPartitionAndNoOtherPartitionIsRead() throws Exception {
    List<String> keys = IntStream.range(0, 40).mapToObj(i -> "key-" + i).toList();
    Map<String, Integer> partitions = new HashMap<>();
    for (String key : keys) {
      partitions.put(key, write(key, "a", NOON));
      write(key, "b", NOON.plusMillis(1));
    }
    assertThat(new HashSet<>(partitions.values())).hasSize(PARTITIONS);

    for (String key : List.of("key-0", "key-7", "key-19", "key-33", "key-39")) {
      Past past = ask(Map.of(), key, NOON, null);

      assertThat(past.records()).extracting(HistoryReaderTest::text).containsExactly("a", "b");
      assertThat(past.records())
          .allSatisfy(record -> {
            assertThat(record.key()).isEqualTo(key);
            assertThat(record.partition()).isEqualTo(partitions.get(key));
          });
      assertThat(past.gaps()).isEmpty();
      assertThat(past.scanned())
          .isEqualTo(2L * partitions.values().stream().filter(partitions.get(key)::equals).count());
    }
  }

  @Test
  void onlyWhatIsWantedOfAKeyThatManyShareIsFound() throws Exception {
    write("shared", "mine", NOON);
    write("shared", "yours", NOON);

    Strand mine = new Strand(topic, "shared", record -> text(record).equals("mine"));
    Past past = ask(Map.of(), Duration.ofSeconds(10), new Question(List.of(mine), NOON, null));

    assertThat(past.records()).extracting(HistoryReaderTest::text).containsExactly("mine");
  }

  @Test
  void whatIsBeforeTheMomentIsNotReadAndATombstoneIs() throws Exception {
    write("key", "before", NOON.minusMillis(1));
    write("key", "at", NOON);
    write("key", null, NOON.plusMillis(1));

    Past past = ask(Map.of(), "key", NOON, null);

    assertThat(past.records()).extracting(HistoryReaderTest::text).containsExactly("at", "null");
    assertThat(past.scanned()).isEqualTo(2);
  }

  @Test
  void whatWasAbortedIsNotFoundAndWhatIsNotCommittedYetIsNotWaitedFor() throws Exception {
    write("key", "committed", NOON);
    try (TopicWriter writer = platform.writer();
        KafkaProducer<String, String> open =
            producer(Map.of("transactional.id", UUID.randomUUID().toString()))) {
      writer.sendAborted(topic, "key", "aborted".getBytes(UTF_8));
      open.initTransactions();
      open.beginTransaction();
      open.send(new ProducerRecord<>(topic, "key", "open")).get();
      write("key", "behind an open transaction", NOON);

      Past past = ask(Map.of(), "key", NOON, null);

      assertThat(past.records()).extracting(HistoryReaderTest::text).containsExactly("committed");
      assertThat(past.gaps()).isEmpty();
      open.commitTransaction();
    }
    assertThat(ask(Map.of(), "key", NOON, null).records())
        .extracting(HistoryReaderTest::text)
        .containsExactly("committed", "open", "behind an open transaction");
  }

  @Test
  void readingEndsSoonAfterTheEndButNotAtOneStrayTimestamp() throws Exception {
    Instant end = NOON.plusSeconds(60);
    writeMany("key", "first", POLL - 1, NOON);
    write("key", "stray, the last one of a poll", end.plusSeconds(60));
    write("key", "second", end.minusMillis(1));
    writeMany("key", "late", 2 * POLL, end);

    Past past = ask(Map.of("most-found", Integer.toString(MANY)), "key", NOON, end);

    assertThat(past.records().getLast()).extracting(HistoryReaderTest::text).isEqualTo("second");
    assertThat(past.records()).hasSize(POLL);
    assertThat(past.gaps()).isEmpty();
    assertThat(past.scanned()).isLessThan(3L * POLL);
  }

  @Test
  void moreThanMayBeReadIsSaidAndWhatWasFoundUntilThenIsThere() throws Exception {
    writeMany("key");

    for (String bound : List.of("most-records", "most-found", "most-bytes")) {
      Past past = ask(Map.of(bound, "10"), "key", NOON, null);

      assertThat(past.gaps()).as(bound).extracting(Gap::why).containsExactly(Why.TOO_MUCH);
      assertThat(past.records()).as(bound).hasSizeBetween(10, MANY - 1);
      assertThat(past.gaps().getFirst().offset()).isEqualTo(past.scanned());
      assertThat(past.gaps().getFirst().from()).isEqualTo(past.records().getLast().time());
    }
  }

  @Test
  void whatOneVisitMayReadIsForAllItsQuestionsTogether() throws Exception {
    for (int i = 0; i < 6; i++) {
      write("key", "v-" + i, NOON);
    }
    Question question = new Question(List.of(new Strand(topic, "key")), NOON, null);
    HistoryReader reader = reader(Map.of("most-records", "10"));

    try (HistoryReader.Visit visit = reader.visit(Deadline.in(Duration.ofSeconds(10)))) {
      assertThat(visit.ask(question).gaps()).isEmpty();
      visit.ask(question);
      assertThat(visit.ask(question).gaps()).extracting(Gap::why).containsExactly(Why.TOO_MUCH);
    }
    reader.close();
  }

  @Test
  void whatWasDeletedIsSaid() throws Exception {
    int partition = write("key", "deleted", NOON);
    write("key", "kept", NOON.plusSeconds(1));
    admin
        .deleteRecords(
            Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(1)))
        .all()
        .get();

    Past past = ask(Map.of(), "key", NOON, null);

    assertThat(past.records()).extracting(HistoryReaderTest::text).containsExactly("kept");
    assertThat(past.gaps()).containsExactly(new Gap(topic, partition, Why.DELETED, 1, NOON));
    assertThat(ask(Map.of(), "key", NOON.plusSeconds(2), null).gaps())
        .as("nothing since then is there, and nothing since then was deleted")
        .isEmpty();
  }

  @Test
  void asManyVisitsAsAllowedAndNoMore() throws Exception {
    write("key", "a", NOON);
    HistoryReader reader = reader(Map.of("readers", "2"));
    Question question = new Question(List.of(new Strand(topic, "key")), NOON, null);
    Deadline deadline = Deadline.in(Duration.ofSeconds(20));

    for (int round = 0; round < 3; round++) {
      try (HistoryReader.Visit one = reader.visit(deadline);
          HistoryReader.Visit other = reader.visit(deadline)) {
        assertThatThrownBy(() -> reader.visit(deadline))
            .isInstanceOfSatisfying(
                ProblemException.class,
                refused -> assertThat(refused.problem().status()).isEqualTo(503));
        assertThat(one.ask(question).records()).hasSize(1);
        assertThat(other.ask(question).records()).hasSize(1);
      }
    }
    reader.close();
  }

  @Test
  void whenTheTimeIsOverWhatWasFoundIsThereAndTheRestIsSaid() throws Exception {
    writeMany("key");
    Deadline deadline = Deadline.in(Duration.ofSeconds(3));
    Strand slow = new Strand(topic, "key", record -> isTrueOnceOver(deadline));
    HistoryReader reader = reader(Map.of("most-found", Integer.toString(MANY)));

    try (HistoryReader.Visit visit = reader.visit(deadline)) {
      Past past = visit.ask(new Question(List.of(slow), NOON, null));

      assertThat(past.gaps()).extracting(Gap::why).containsExactly(Why.TOO_LONG);
      assertThat(past.records()).hasSizeBetween(1, MANY - 1);
      assertThat(visit.ask(new Question(List.of(slow), NOON, null)))
          .as("a further question, for which no time is left")
          .isEqualTo(
              new Past(
                  List.of(), List.of(new Gap(topic, Gap.ANY_PARTITION, Why.TOO_LONG, 0, NOON)), 0));
    }
    reader.close();
  }

  private static boolean isTrueOnceOver(Deadline deadline) {
    while (!deadline.isOver()) {
      Thread.onSpinWait();
    }
    return true;
  }

  private void writeMany(String key) throws ExecutionException, InterruptedException {
    writeMany(key, "many", MANY, NOON);
  }

  /** The first one alone: a producer stumbles over a topic that is only about to be there. */
  private void writeMany(String key, String value, int count, Instant from)
      throws ExecutionException, InterruptedException {
    write(key, value, from);
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      sent.add(producer.send(record(key, value, from.plusMillis(i))));
    }
    for (Future<RecordMetadata> each : sent) {
      each.get();
    }
  }

  private Past ask(Map<String, String> settings, String key, Instant since, @Nullable Instant end) {
    return ask(
        settings,
        Duration.ofSeconds(20),
        new Question(List.of(new Strand(topic, key)), since, end));
  }

  private Past ask(Map<String, String> settings, Duration patience, Question question) {
    HistoryReader reader = reader(settings);
    try (HistoryReader.Visit visit = reader.visit(Deadline.in(patience))) {
      return visit.ask(question);
    } finally {
      reader.close();
    }
  }

  /** As often as it is asked: no place is kept by whoever was refused. */
  @Test
  void whoAsksWhileNoBrokersNameResolvesIsToldToAskAgain() {
    HistoryReader reader = reader(Map.of("readers", "1"), "no name:9092");
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> reader.visit(Deadline.in(Duration.ofSeconds(1))))
          .isInstanceOfSatisfying(
              ProblemException.class,
              thrown -> assertThat(thrown.problem().status()).isEqualTo(503))
          .hasMessageContaining("Kafka is not found");
    }
    reader.close();
  }

  private HistoryReader reader(Map<String, String> settings) {
    return reader(settings, platform.bootstrapServers());
  }

  private HistoryReader reader(Map<String, String> settings, String bootstrapServers) {
    Map<String, String> values = new HashMap<>();
    settings.forEach((key, value) -> values.put("cascade.history." + key, value));
    return new HistoryReader(
        SettingsOf.of(HistorySettings.class, values),
        SettingsOf.of(
            StreamsSettings.class,
            Map.of(
                "cascade.streams.bootstrap-servers",
                bootstrapServers,
                "cascade.streams.registry-url",
                platform.registryUrl(),
                "cascade.streams.state-dir",
                "target",
                "cascade.streams.instance-id",
                "test",
                "cascade.streams.advertised-host",
                "localhost:1")));
  }

  private int write(String key, @Nullable String value, Instant time)
      throws ExecutionException, InterruptedException {
    return producer.send(record(key, value, time)).get().partition();
  }

  private ProducerRecord<String, String> record(String key, @Nullable String value, Instant time) {
    return new ProducerRecord<>(topic, null, time.toEpochMilli(), key, value);
  }

  private KafkaProducer<String, String> producer(Map<String, String> more) {
    Map<String, Object> configuration = new HashMap<>(more);
    configuration.put("bootstrap.servers", platform.bootstrapServers());
    return new KafkaProducer<>(configuration, new StringSerializer(), new StringSerializer());
  }

  private static String text(PastRecord record) {
    byte[] value = record.value();
    return value == null ? "null" : new String(value, UTF_8);
  }
}
