package dev.cascade.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cascade.schemas.AuditEvent;
import dev.cascade.schemas.catalogue.Topics;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/**
 * What every service's desk does with its dead letters over HTTP: they are found, and each is
 * replayed or discarded once, for a reason, by somebody; what is asked wrongly is refused.
 *
 * <p>A service inherits this in a {@code @QuarkusTest} class with {@link PlatformResource}. Poison
 * that is replayed as it was is put aside once more: the kit needs to know no record of the
 * service.
 */
public abstract class DeskContract {

  private static final String SIGNED = "{\"by\":\"ann\",\"why\":\"a test\"}";
  private static final String LETTER_HEADER = "cascade.replayed.letter";

  private final TestPlatform platform = TestPlatform.shared();

  /** Where the service under test listens. */
  protected abstract String baseUrl();

  /** Where the service puts what it cannot read. */
  protected abstract String deadLetterTopic();

  /** A topic that the service reads and whose values have a schema. */
  protected abstract String inputTopic();

  private DeskRequests desk() {
    return new DeskRequests(baseUrl());
  }

  /** A fresh letter of the service under test. */
  private record Posted(String id, RecordMetadata origin, String key) {}

  private Posted letter() {
    String key = DeadLetterContract.POISON_KEY + platform.freshId();
    try (TopicWriter writer = platform.writer();
        TopicReader<byte[]> letters = platform.rawReader(deadLetterTopic())) {
      RecordMetadata origin = writer.sendRaw(inputTopic(), key, PoisonRecords.withoutFrame());
      ReceivedRecord<byte[]> letter =
          letters.awaitRecord(record -> DeadLetterContract.isFrom(origin, record));
      return new Posted(letter.partition() + "-" + letter.offset(), origin, key);
    }
  }

  @Test
  void aLetterIsListedCountedAndShownWithItsContent() {
    Instant before = Instant.now().minusSeconds(60);
    Posted posted = letter();

    String wanted = "?topic=" + inputTopic() + "&state=open&limit=5&from=" + before;
    JsonNode listed =
        desk().get(wanted).letters().stream()
            .filter(it -> it.path("id").asText().equals(posted.id()))
            .findFirst()
            .orElseThrow();
    DeskRequests.Answer shown = desk().get("/" + posted.id());

    assertThat(listed.path("topic").asText()).isEqualTo(inputTopic());
    assertThat(listed.path("partition").asInt()).isEqualTo(posted.origin().partition());
    assertThat(listed.path("offset").asLong()).isEqualTo(posted.origin().offset());
    assertThat(listed.path("reason").asText()).isEqualTo("SerializationException");
    assertThat(Instant.parse(listed.path("time").asText())).isAfter(before);
    assertThat(desk().get("/counts").body().path("counts"))
        .anySatisfy(count -> {
          assertThat(count.path("topic").asText()).isEqualTo(inputTopic());
          assertThat(count.path("open").asInt()).isPositive();
        });
    assertThat(shown.text("key")).isEqualTo(posted.key());
    assertThat(shown.body().path("valueHex").isNull()).as("only when asked for").isTrue();
    assertThat(desk().get("/" + posted.id() + "?raw=true").text("valueHex"))
        .isEqualTo("2a010203040506");
    assertThat(shown.body().path("valueBytes").asInt()).isEqualTo(7);
    assertThat(shown.body().path("value").isNull()).isTrue();
    assertThat(shown.body().path("act").isNull()).isTrue();
    assertThat(shown.text("stack")).contains("SerializationException");
  }

  @Test
  void aLetterThatIsReplayedTwiceIsOnItsTopicOnceMoreAndAudited() {
    Posted posted = letter();

    DeskRequests.Answer first = desk().post("/" + posted.id() + "/replay", SIGNED);
    DeskRequests.Answer second =
        desk().post("/" + posted.id() + "/replay", "{\"by\":\"bob\",\"why\":\"again\"}");

    assertThat(first.status()).as("%s", first).isEqualTo(200);
    assertThat(second.status()).as("%s", second).isEqualTo(200);
    for (DeskRequests.Answer answer : List.of(first, second, desk().get("/" + posted.id()))) {
      assertThat(answer.text("state")).isEqualTo("replayed");
      assertThat(answer.body().path("act").path("by").asText()).isEqualTo("ann");
      assertThat(answer.body().path("act").path("why").asText()).isEqualTo("a test");
    }
    String name = deadLetterTopic() + "/" + posted.id();
    try (TopicReader<byte[]> input = platform.rawReader(inputTopic());
        TopicReader<AuditEvent> audit = platform.reader(Topics.AUDIT_EVENTS, AuditEvent.class)) {
      assertThat(input.readToEnd())
          .filteredOn(record -> name.equals(record.headers().get(LETTER_HEADER)))
          .singleElement()
          .satisfies(record -> {
            assertThat(record.key()).isEqualTo(posted.key());
            assertThat(record.partition()).isEqualTo(posted.origin().partition());
            assertThat(record.present()).isEqualTo(PoisonRecords.withoutFrame());
            assertThat(record.headers()).doesNotContainKey("__streams.errors.topic");
          });
      assertThat(audit.readToEnd())
          .filteredOn(event -> event.present().getSubject().equals(name))
          .extracting(event -> event.present().getActor())
          .containsExactly("ann");
    }
  }

  @Test
  void aDiscardedLetterCannotBeReplayed() {
    Posted posted = letter();

    DeskRequests.Answer discarded = desk().post("/" + posted.id() + "/discard", SIGNED);
    DeskRequests.Answer replayed = desk().post("/" + posted.id() + "/replay", SIGNED);

    assertThat(discarded.status()).as("%s", discarded).isEqualTo(200);
    assertThat(discarded.text("state")).isEqualTo("discarded");
    assertThat(replayed.status()).isEqualTo(409);
    assertThat(desk().get("?state=discarded&limit=500").letters())
        .extracting(letter -> letter.path("id").asText())
        .contains(posted.id());
  }

  @Test
  void aCorrectionThatDoesNotFitIsRefusedByName() {
    Posted posted = letter();

    DeskRequests.Answer refused =
        desk()
            .post(
                "/" + posted.id() + "/replay",
                "{\"by\":\"ann\",\"why\":\"w\",\"value\":{\"no-such-field\":1}}");

    assertThat(refused.status()).as("%s", refused).isEqualTo(422);
    assertThat(refused.body().path("violations"))
        .anySatisfy(it -> assertThat(it.path("field").asText()).isEqualTo("value.no-such-field"));
    assertThat(desk().get("/" + posted.id()).text("state")).isEqualTo("open");
  }

  @Test
  void allOpenLettersAreReplayedByOneRequestAfterTheOther() {
    Posted first = letter();
    Posted second = letter();

    DeskRequests.Answer worked;
    do {
      worked =
          desk()
              .post("/replay", "{\"by\":\"ann\",\"why\":\"w\",\"topic\":\"" + inputTopic() + "\"}");
      assertThat(worked.status()).as("%s", worked).isEqualTo(200);
    } while (worked.body().path("more").asBoolean());

    assertThat(List.of(first, second))
        .extracting(posted -> desk().get("/" + posted.id()).text("state"))
        .containsOnly("replayed");
  }

  @Test
  void whatIsAskedWronglyIsRefused() {
    Posted posted = letter();
    String replay = "/" + posted.id() + "/replay";

    for (String query :
        List.of("limit=0", "limit=501", "limit=x", "state=lost", "from=then", "to=x", "cursor=x")) {
      assertThat(desk().get("?" + query).status()).as(query).isEqualTo(400);
    }
    for (String body :
        List.of(
            "{}",
            "{\"by\":\"ann\"}",
            "{\"by\":\" \",\"why\":\"w\"}",
            "{\"by\":\"ann\",\"why\":\"w\",\"value\":7}",
            "{\"by\":\"ann\",\"why\":\"w\",\"colour\":\"red\"}",
            "no json")) {
      assertThat(desk().post(replay, body).status()).as(body).isEqualTo(400);
    }
    for (String absent : List.of("0-999999999", "77-0", "letter")) {
      assertThat(desk().get("/" + absent).status()).as(absent).isEqualTo(404);
      assertThat(desk().post("/" + absent + "/replay", SIGNED).status()).isEqualTo(404);
      assertThat(desk().post("/" + absent + "/discard", SIGNED).status()).isEqualTo(404);
    }
    assertThat(desk().get("/" + posted.id()).text("state")).isEqualTo("open");
  }
}
