package dev.cascade.streams.desk;

import static dev.cascade.streams.desk.TestDesk.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cascade.schemas.Customer;
import dev.cascade.schemas.CustomerLevel;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.deadletter.DeadLetters;
import dev.cascade.streams.problem.Problem;
import dev.cascade.streams.problem.Problem.Violation;
import dev.cascade.streams.problem.ProblemException;
import dev.cascade.streams.runtime.KafkaCluster;
import dev.cascade.streams.runtime.StreamsApplication;
import dev.cascade.streams.runtime.StreamsProperties;
import dev.cascade.streams.runtime.StreamsSettings;
import dev.cascade.streams.serde.AvroSerdes;
import dev.cascade.testing.PoisonRecords;
import dev.cascade.testing.SettingsOf;
import dev.cascade.testing.TopicReader;
import dev.cascade.testing.TopicWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Letters that are replayed with another value, and those that cannot be, on a real broker. */
class CorrectedLettersTest {

  private static final Exception BAD = new IllegalStateException("bad");

  private final TestDesk test = new TestDesk();

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void poisonThatIsCorrectedIsProcessedByTheTopologyThatPutItAside(@TempDir Path stores) {
    String key = test.platform.freshId();
    try (KafkaStreams running = namesOfCustomers(stores);
        TopicWriter writer = test.platform.writer();
        TopicReader<byte[]> names = test.platform.rawReader(test.originTopic)) {
      running.start();
      writer.sendRaw(Topics.CUSTOMERS, key, PoisonRecords.withoutFrame());
      LetterId letter = onlyLetter();

      OpenedLetter opened = test.desk().replay(letter, ANN, json(customer(key, "Ada")));

      assertThat(names.awaitKey(key).present()).asString().isEqualTo("Ada");
      assertThat(opened.act().corrected()).isTrue();
      assertThat(opened.value()).as("the letter keeps what it had").isNull();
    }
  }

  @Test
  void aCorrectionOfWhatIsShownMaskedKeepsWhatIsMasked() {
    String key = test.platform.freshId();
    LetterId letter;
    try (TopicWriter writer = test.platform.writer();
        TopicReader<byte[]> written = test.platform.rawReader(Topics.CUSTOMERS)) {
      RecordMetadata sent =
          writer.send(
              Topics.CUSTOMERS, key, new Customer(key, "Ada", "ada@x.org", CustomerLevel.GOLD));
      byte[] value = written.awaitKey(key).present();
      letter =
          test.letter(
              new Origin(Topics.CUSTOMERS, sent.partition(), sent.offset()),
              key + "-letter",
              value,
              BAD);
    }
    JsonNode shown = test.desk().open(letter).value();

    assertThat(shown.toString()).contains(key).contains("***").doesNotContain("Ada");
    test.desk().replay(letter, ANN, ((ObjectNode) shown.deepCopy()).put("level", "PLATINUM"));

    try (TopicReader<Customer> customers = test.platform.reader(Topics.CUSTOMERS, Customer.class)) {
      assertThat(customers.awaitKey(key + "-letter").present())
          .isEqualTo(new Customer(key, "Ada", "ada@x.org", CustomerLevel.PLATINUM));
    }
  }

  @Test
  void aCorrectionThatDoesNotFitTheSchemaIsRefusedWithEveryViolationAndChangesNothing() {
    LetterId letter = test.letter(Topics.CUSTOMERS, 0, "c-1", new byte[1], BAD);

    Problem problem =
        refusal(() ->
            test.desk()
                .replay(letter, ANN, json("{\"id\":7,\"level\":\"IRON\",\"colour\":\"red\"}")));

    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.violations())
        .contains(
            new Violation("value.id", "must be a text"),
            new Violation("value.name", "is missing"),
            new Violation("value.colour", "is not a field of Customer"))
        .extracting(Violation::field)
        .contains("value.level");
    assertThat(test.desk().open(letter).state()).isEqualTo(LetterState.OPEN);
    assertThat(test.decisions()).isEmpty();
    assertThat(test.auditEvents()).isEmpty();
  }

  @Test
  void aTopicWithoutASchemaTakesNoCorrection() {
    LetterId letter = test.letter("k", "v", BAD);

    assertThat(refusal(() -> test.desk().replay(letter, ANN, json("{}"))).status()).isEqualTo(422);
  }

  @Test
  void aLetterThatHoldsOnlyTheBeginningNeedsACorrection() {
    LetterId letter =
        test.letter(Topics.CUSTOMERS, 0, "c-cut", new byte[DeadLetters.MAX_LETTER_BYTES], BAD);
    Desk desk = test.desk();

    assertThat(desk.open(letter).letter().cut()).contains("value " + DeadLetters.MAX_LETTER_BYTES);
    assertThat(refusal(() -> desk.replay(letter, ANN, null)).status()).isEqualTo(409);
    assertThat(desk.replay(letter, ANN, json(customer("c-cut", "Bo"))).state())
        .isEqualTo(LetterState.REPLAYED);
  }

  @Test
  void aRecordOfACompactedTopicThatHasANewerOneOfItsKeyIsNotPutInItsPlace() {
    String key = test.platform.freshId();
    try (TopicWriter writer = test.platform.writer()) {
      Customer ada = new Customer(key, "Ada", null, CustomerLevel.GOLD);
      RecordMetadata first = writer.send(Topics.CUSTOMERS, key, ada);
      RecordMetadata newer = writer.send(Topics.CUSTOMERS, key, ada);
      LetterId letter =
          test.letter(
              new Origin(Topics.CUSTOMERS, first.partition(), first.offset()),
              key,
              new byte[1],
              BAD);
      Desk desk = test.desk();

      Problem problem = refusal(() -> desk.replay(letter, ANN, json(customer(key, "Old"))));

      assertThat(problem.status()).isEqualTo(409);
      assertThat(problem.detail())
          .contains("customers-" + newer.partition() + "@" + newer.offset());
      assertThat(desk.replayMany(Topics.CUSTOMERS, null, null, ANN))
          .isEqualTo(new Desk.Worked(0, 1, null));
      assertThat(desk.discard(letter, ANN).state()).isEqualTo(LetterState.DISCARDED);
    }
  }

  @Test
  void aLetterWhosePlaceIsUnknownOrGoneIsNotReplayed() {
    Desk desk = test.desk();
    for (LetterId letter :
        List.of(
            test.letterOfNothing("k"),
            test.letter("no-such-topic", 0, "k", new byte[1], BAD),
            test.letter(test.originTopic, 7, "k", new byte[1], BAD))) {

      assertThat(refusal(() -> desk.replay(letter, ANN, null)).status()).isEqualTo(409);

      assertThat(desk.open(letter).state()).isEqualTo(LetterState.OPEN);
    }
    assertThat(test.decisions()).isEmpty();
    assertThat(test.replayed()).isEmpty();
  }

  @Test
  void whatWasDecidedOneWayIsNotDecidedAnother() {
    LetterId discarded = test.letter("k1", "v", BAD);
    LetterId replayed = test.letter("k2", "v", BAD);
    Desk desk = test.desk();
    desk.discard(discarded, ANN);
    desk.replay(replayed, ANN, null);

    assertThat(refusal(() -> desk.replay(discarded, ANN, null)).detail()).contains("by ann");
    assertThat(refusal(() -> desk.discard(replayed, ANN)).status()).isEqualTo(409);
    assertThat(desk.discard(discarded, new Signature("bob", "too")).act().by()).isEqualTo("ann");
    assertThat(test.replayed()).hasSize(1);
  }

  @Test
  void aLetterThatIsNotThereIsNotFound() {
    LetterId letter = test.letter("k", "v", BAD);
    Desk desk = test.desk();

    for (LetterId absent :
        List.of(new LetterId(0, letter.offset() + 1), new LetterId(9, letter.offset()))) {
      assertThat(refusal(() -> desk.open(absent)).status()).isEqualTo(404);
      assertThat(refusal(() -> desk.replay(absent, ANN, null)).status()).isEqualTo(404);
      assertThat(refusal(() -> desk.discard(absent, ANN)).status()).isEqualTo(404);
    }
  }

  @Test
  void aKafkaThatDoesNotAnswerIsToldInTime() {
    Desk desk =
        new Desk(
            KafkaCluster.at("localhost:1"),
            test.registry(),
            test.settings(
                Map.of(
                    "cascade.dead-letters.patience", "PT2S",
                    "cascade.dead-letters.looking-time", "PT1S")));
    Instant asked = Instant.now();

    assertThat(refusal(() -> desk.counts()).status()).isEqualTo(503);
    assertThat(refusal(() -> desk.replay(new LetterId(0, 0), ANN, null)).status()).isEqualTo(503);

    assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(8));
  }

  private KafkaStreams namesOfCustomers(Path stores) {
    StreamsSettings settings =
        SettingsOf.of(
            StreamsSettings.class,
            Map.of(
                "cascade.streams.bootstrap-servers",
                test.platform.bootstrapServers(),
                "cascade.streams.state-dir",
                stores.toString(),
                "cascade.streams.advertised-host",
                "localhost:1",
                "cascade.streams.instance-id",
                "1",
                "quarkus.application.name",
                test.service));
    StreamsApplication application =
        StreamsApplication.decider(test.service, test.letterTopic, this::topology);
    return new KafkaStreams(topology(), StreamsProperties.of(application, settings));
  }

  private Topology topology() {
    Serde<Customer> customers = new AvroSerdes(test.registry()).of(Customer.class);
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            Topics.CUSTOMERS, Consumed.with(Serdes.String(), customers).withName("customers"))
        .mapValues(Customer::getName)
        .to(test.originTopic, Produced.with(Serdes.String(), Serdes.String()).withName("names"));
    return builder.build();
  }

  private LetterId onlyLetter() {
    LetterFilter all = new LetterFilter(null, null, null, null, null);
    return Awaitility.await("the letter")
        .until(() -> test.desk().list(all, null, 10).letters(), letters -> letters.size() == 1)
        .getFirst()
        .letter()
        .id();
  }

  private static String customer(String id, String name) {
    return "{\"id\":\"%s\",\"name\":\"%s\",\"email\":null,\"level\":\"GOLD\"}".formatted(id, name);
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Problem refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
    ProblemException[] refused = new ProblemException[1];
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(ProblemException.class, thrown -> refused[0] = thrown);
    return refused[0].problem();
  }
}
