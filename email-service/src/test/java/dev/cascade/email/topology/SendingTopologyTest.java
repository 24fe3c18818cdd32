package dev.cascade.email.topology;

import static dev.cascade.email.topology.Wire.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cascade.email.contract.EmailSerdes;
import dev.cascade.email.domain.DeliveryAnswer.Deferred;
import dev.cascade.email.domain.DeliveryAnswer.Rejected;
import dev.cascade.email.domain.DeliveryAnswer.Unreachable;
import dev.cascade.email.domain.MailDecider;
import dev.cascade.email.domain.Outcome;
import dev.cascade.email.domain.RetryPolicy;
import dev.cascade.schemas.EmailOutcome;
import dev.cascade.schemas.EmailRequested;
import dev.cascade.schemas.EmailResendRequested;
import dev.cascade.schemas.EmailSent;
import dev.cascade.schemas.catalogue.Topics;
import dev.cascade.streams.deadletter.DeadLetters;
import dev.cascade.streams.serde.AvroFormat;
import dev.cascade.streams.serde.RegistryUnavailableException;
import dev.cascade.testing.GoldenTopology;
import dev.cascade.testing.PlainAvroSerde;
import dev.cascade.testing.SampledTrace;
import dev.cascade.testing.TopologyHarness;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SendingTopologyTest {

  private static final Duration TICK = Duration.ofMillis(50);

  private final ScriptedCourier courier = new ScriptedCourier();
  private final Meter meter = new Meter();
  private final Registry registry = new Registry();
  private final SendingTopology topology =
      new SendingTopology(
          SendingTopics.ofCatalogue(),
          EmailSerdes.over(registry),
          new MailDecider(
              new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(1), 5, Duration.ofHours(1)),
              Duration.ofDays(7),
              "cascade.example"),
          courier,
          () -> 0.5,
          meter);

  private final TopologyHarness harness = TopologyHarness.of(topology.topology());
  private final TestInputTopic<String, EmailRequested> requests =
      harness.input(Topics.PLATINUM_EMAILS, PlainAvroSerde.of(EmailRequested.class));
  private final TestInputTopic<String, EmailResendRequested> resends =
      harness.input(Topics.EMAIL_RESENDS, PlainAvroSerde.of(EmailResendRequested.class));
  private final TestInputTopic<String, EmailSent> recorded =
      harness.input(Topics.EMAILS_SENT, PlainAvroSerde.of(EmailSent.class));
  private final TestOutputTopic<String, EmailSent> sent =
      harness.output(Topics.EMAILS_SENT, PlainAvroSerde.of(EmailSent.class));
  private final TestOutputTopic<byte[], byte[]> deadLetters =
      harness.output(Topics.EMAIL_DEAD_LETTERS, Serdes.ByteArray(), Serdes.ByteArray());

  @AfterEach
  void close() {
    harness.close();
  }

  @Test
  void theTopologyIsTheGoldenOne() {
    GoldenTopology.assertMatches(topology.topology(), "email-sending");
  }

  @Test
  void anAcceptedMailIsRecordedAsSent() {
    ask("1");
    passes(TICK);
    courier.answerAll();
    passes(TICK);

    EmailSent record = outcomes().getFirst().value;
    assertThat(record.getOutcome()).isEqualTo(EmailOutcome.SENT);
    assertThat(record.getAttempts()).isEqualTo(1);
    assertThat(record.getMessageId()).matches("<order\\.[0-9a-f]{32}@cascade\\.example>");
    assertThat(deadLetters.isEmpty()).isTrue();
  }

  @Test
  void nothingIsRecordedBeforeTheServerAnswers() {
    ask("1");
    passes(Duration.ofSeconds(5));

    assertThat(courier.taken).containsExactly("1");
    assertThat(sent.isEmpty()).isTrue();
    assertThat(meter.underWay).isEqualTo(1);
  }

  @Test
  void aRepeatedRequestSendsNothingUnderWayAndAfterwards() {
    ask("1");
    ask("1");
    passes(TICK);
    ask("1");
    courier.answerAll();
    passes(TICK);
    ask("1");
    passes(Duration.ofSeconds(1));

    assertThat(courier.taken).containsExactly("1");
    assertThat(outcomes()).hasSize(1);
  }

  @Test
  void aRequestWhoseOutcomeIsOnlyInTheTopicSendsNothing() {
    recorded.pipeInput(
        "1",
        new EmailSent(
            "1",
            "<id@x>",
            EmailOutcome.SENT,
            1,
            dev.cascade.schemas.CustomerLevel.PLATINUM,
            "",
            harness.now(),
            null));

    ask("1");
    passes(Duration.ofSeconds(1));

    assertThat(courier.taken).isEmpty();
  }

  @Test
  void aSettledMailIsForgottenAfterItsTimeAndStillNotRepeated() {
    ask("1");
    passes(TICK);
    courier.answerAll();
    passes(TICK);
    passes(Duration.ofDays(7).plusSeconds(1));

    assertThat(isEmpty(SendingTopology.MAILS)).isTrue();
    assertThat(isEmpty(SendingTopology.MAIL_TIMES)).isTrue();
    ask("1");
    passes(Duration.ofSeconds(1));
    assertThat(courier.taken).containsExactly("1");
  }

  @Test
  void aFailingMailWaitsAsideAndIsTriedAgainWithBackoff() {
    courier.willAnswer("1", new Deferred("450 busy"), new Unreachable("refused"));
    ask("1");
    ask("2");
    passes(TICK);
    courier.answerAll();
    passes(TICK);
    assertThat(outcomes()).extracting(outcome -> outcome.key).containsExactly("2");

    passes(Duration.ofMillis(900));
    assertThat(courier.taken).containsExactly("1", "2");
    passes(Duration.ofMillis(200));
    assertThat(courier.taken).containsExactly("1", "2", "1");
    courier.answerAll();
    passes(TICK);
    passes(Duration.ofSeconds(3));
    courier.answerAll();
    passes(TICK);

    EmailSent record = outcomes().getFirst().value;
    assertThat(record.getOutcome()).isEqualTo(EmailOutcome.SENT);
    assertThat(record.getAttempts()).isEqualTo(3);
    assertThat(meter.retries).isEqualTo(2);
    assertThat(meter.underWay).isZero();
  }

  @Test
  void aMailThatNobodyTakesIsRefusedAfterTheBound() {
    courier.willAnswer(
        "1",
        new Deferred("a"),
        new Deferred("b"),
        new Deferred("c"),
        new Deferred("d"),
        new Deferred("450 still busy"));
    ask("1");
    for (int attempt = 0; attempt < 5; attempt++) {
      passes(Duration.ofSeconds(30));
      courier.answerAll();
      passes(TICK);
    }

    EmailSent record = outcomes().getFirst().value;
    assertThat(record.getOutcome()).isEqualTo(EmailOutcome.REFUSED);
    assertThat(record.getDetail()).isEqualTo("gave up after 5 attempts: 450 still busy");
    assertThat(deadLetters.readRecordsToList()).hasSize(1);
  }

  @Test
  void aRefusedMailIsADeadLetterThatCanBeReadAsARequest() {
    courier.willAnswer("1", new Rejected("550 no such user"));
    ask("1");
    passes(TICK);
    courier.answerAll();
    passes(TICK);

    assertThat(outcomes().getFirst().value.getOutcome()).isEqualTo(EmailOutcome.REFUSED);
    TestRecord<byte[], byte[]> letter = deadLetters.readRecord();
    assertThat(letter.getKey()).isEqualTo("1".getBytes(UTF_8));
    // A mail server's answer may quote the address.
    assertThat(header(letter, DeadLetters.REASON)).doesNotContain("550").contains("not shown");
    assertThat(header(letter, DeadLetters.TOPIC)).isEqualTo(Topics.PLATINUM_EMAILS);
    assertThat(header(letter, DeadLetters.OFFSET)).isEqualTo("0");
    assertThat(
            PlainAvroSerde.of(EmailRequested.class)
                .deserializer()
                .deserialize(Topics.PLATINUM_EMAILS, letter.value()))
        .isEqualTo(request("1", "Ada", "ada@example.org"));
  }

  @Test
  void aMailWithoutAProperAddressIsRefusedWithoutAnAttempt() {
    requests.pipeInput("1", request("1", "Ada", null));
    requests.pipeInput("2", request("2", "Ada", "ada@example.org\r\nBcc: eve@example.org"));
    passes(Duration.ofSeconds(1));

    assertThat(courier.taken).isEmpty();
    assertThat(outcomes())
        .extracting(outcome -> outcome.value.getDetail())
        .containsExactly("address missing", "address holds a control character");
    assertThat(deadLetters.readRecordsToList()).hasSize(2);
  }

  @Test
  void anOperatorsWishSendsASettledMailAgainOnce() {
    ask("1");
    passes(TICK);
    courier.answerAll();
    passes(TICK);

    wish("1", "op-1");
    wish("1", "op-1");
    passes(TICK);
    courier.answerAll();
    passes(TICK);
    wish("1", "op-1");
    passes(Duration.ofSeconds(1));

    assertThat(courier.taken).containsExactly("1", "1");
    assertThat(outcomes())
        .extracting(outcome -> outcome.value.getResendId())
        .containsExactly(null, "op-1");
  }

  @Test
  void withoutRoomMailsWaitForTheCourier() {
    courier.room = 2;
    for (int i = 0; i < 5; i++) {
      ask("o-" + i);
    }
    for (int i = 0; i < 4; i++) {
      passes(TICK);
      courier.answerAll();
    }

    assertThat(courier.taken).containsExactlyInAnyOrder("o-0", "o-1", "o-2", "o-3", "o-4");
    passes(TICK);
    assertThat(outcomes()).hasSize(5);
  }

  @Test
  void nothingIsSentWhileItsOutcomeCannotBeWritten() {
    registry.away = true;
    ask("1");
    passes(TICK);
    passes(Duration.ofMinutes(1));
    assertThat(courier.taken).isEmpty();
    assertThat(meter.underWay).isEqualTo(1);

    registry.away = false;
    passes(Duration.ofSeconds(5));
    courier.answerAll();
    passes(TICK);

    assertThat(courier.taken).containsExactly("1");
    assertThat(outcomes())
        .extracting(outcome -> outcome.value.getOutcome())
        .containsExactly(EmailOutcome.SENT);
    assertThat(deadLetters.isEmpty()).isTrue();
  }

  @Test
  void nothingIsSentWhileItsDeadLetterCannotBeWritten() {
    registry.letterSchemaAway = true;
    ask("1");
    passes(Duration.ofMinutes(1));

    assertThat(courier.taken).isEmpty();
    assertThat(sent.isEmpty()).isTrue();
  }

  @Test
  void aMailThatIsTriedAgainKeepsTheTraceOfItsRequest() {
    SampledTrace trace = SampledTrace.of('a');
    courier.willAnswer("1", new Deferred("450 busy"), new Rejected("550 no such user"));
    requests.pipeInput(trace.record("1", request("1", "Ada", "ada@example.org")));
    ask("2");
    passes(TICK);
    courier.answerAll();
    passes(TICK);
    passes(Duration.ofSeconds(2));
    courier.answerAll();
    passes(TICK);

    assertThat(sent.readRecordsToList())
        .extracting(TestRecord::key, SampledTrace::idOf)
        .containsExactly(tuple("2", null), tuple("1", trace.id()));
    assertThat(SampledTrace.idOf(deadLetters.readRecord())).isEqualTo(trace.id());
    assertThat(isEmpty(SendingTopology.TRACES)).isTrue();
  }

  private boolean isEmpty(String store) {
    try (KeyValueIterator<Object, Object> entries = harness.store(store).all()) {
      return !entries.hasNext();
    }
  }

  private void ask(String orderId) {
    requests.pipeInput(orderId, request(orderId, "Ada", "ada@example.org"));
  }

  private void wish(String orderId, String resendId) {
    resends.pipeInput(orderId, new EmailResendRequested(orderId, resendId, null, harness.now()));
  }

  private void passes(Duration time) {
    harness.advance(time);
  }

  private List<KeyValue<String, EmailSent>> outcomes() {
    return sent.readKeyValuesToList();
  }

  private static String header(TestRecord<byte[], byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), UTF_8);
  }

  /** Has no answer, for what is written, while it is away. */
  private static final class Registry implements AvroFormat {

    private boolean away;
    private boolean letterSchemaAway;

    @Override
    public <T extends SpecificRecord> Serde<T> of(Class<T> type) {
      Serde<T> avro = PlainAvroSerde.of(type);
      return Serdes.serdeFrom(
          (topic, value) -> {
            if (away || (letterSchemaAway && type == EmailRequested.class)) {
              throw new RegistryUnavailableException("no answer", null);
            }
            return avro.serializer().serialize(topic, value);
          },
          avro.deserializer());
    }
  }

  private static final class Meter implements SendingObserver {

    private int retries;
    private long underWay;

    @Override
    public void settled(Outcome outcome) {}

    @Override
    public void retrying() {
      retries++;
    }

    @Override
    public void underWay(int partition, long mails) {
      underWay = mails;
    }
  }
}
