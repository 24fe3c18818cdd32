package dev.cascade.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * What every service's timeline does: each fact is a committed record that lies where the timeline
 * says, told once and in order; what cannot be read stops nothing; what is asked wrongly is
 * refused, and so is more than a few at one moment.
 *
 * <p>A service inherits this in a {@code @QuarkusTest} class with {@link PlatformResource}.
 */
public abstract class TimelineContract {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final byte[] POISON = {42, 1, 2, 3, 4, 5, 6};
  private static final int MANY = 60;

  private final TestPlatform platform = TestPlatform.shared();

  /** An answer, whatever its status. */
  protected record Answer(int status, String retryAfter, JsonNode body) {

    /** What the facts say, in order. */
    public List<String> whats() {
      return facts().stream().map(fact -> fact.path("what").asText()).toList();
    }

    List<JsonNode> facts() {
      return StreamSupport.stream(body.path("facts").spliterator(), false).toList();
    }
  }

  /** Where the service under test listens. */
  protected abstract String baseUrl();

  /** The path of the timeline of the thing with that id, such as {@code /v1/orders/7/timeline}. */
  protected abstract String path(String id);

  /** Makes a thing that has some facts already, and returns its id. */
  protected abstract String freshThing();

  /** A topic whose keys are ids of the things, and that may have any number of records for one. */
  protected abstract String topic();

  /** The key of a thing in that topic. */
  protected abstract String key(String id);

  @Test
  void eachFactLiesWhereItSaysAndIsToldOnceAndInOrder() {
    Answer told = get(path(freshThing()) + "?timeout=10000");

    assertThat(told.status()).as(told.toString()).isEqualTo(200);
    assertThat(told.body().path("complete").asBoolean()).as(told.toString()).isTrue();
    List<JsonNode> facts = told.facts();
    assertThat(facts).hasSizeGreaterThan(1);
    assertThat(facts.stream().map(TimelineContract::place)).doesNotHaveDuplicates();
    assertThat(facts.stream().map(TimelineContract::time)).isSorted();
    facts.forEach(this::assertThatItLiesThere);
    Instant first = time(facts.getFirst());
    Instant before = first;
    for (JsonNode fact : facts) {
      Instant time = time(fact);
      assertThat(fact.path("sinceStartMillis").asLong())
          .isEqualTo(Duration.between(first, time).toMillis());
      assertThat(fact.path("sincePreviousMillis").asLong())
          .isEqualTo(Duration.between(before, time).toMillis());
      before = time;
    }
  }

  @Test
  void whatWasAbortedIsNotTold() {
    String id = freshThing();
    Answer before = get(path(id) + "?timeout=10000");

    try (TopicWriter writer = platform.writer()) {
      writer.sendAborted(topic(), key(id), POISON);
    }

    Answer after = get(path(id) + "?timeout=10000");
    assertThat(after.whats()).isEqualTo(before.whats());
    assertThat(after.body().path("complete").asBoolean()).as(after.toString()).isTrue();
  }

  @Test
  void aRecordThatNobodyCanReadIsToldAsSuchAndStopsNothing() {
    String id = freshThing();
    List<String> before = get(path(id) + "?timeout=10000").whats();

    try (TopicWriter writer = platform.writer()) {
      writer.sendRaw(topic(), key(id), POISON);
    }

    List<String> expected = new ArrayList<>(before);
    expected.add("a record that cannot be read");
    Awaitility.await("the record that cannot be read")
        .atMost(PATIENCE)
        .untilAsserted(() ->
            assertThat(get(path(id) + "?timeout=10000").whats())
                .containsExactlyInAnyOrderElementsOf(expected));
  }

  @Test
  void whatIsNotThereIsNotFoundAndWhatIsAskedWronglyIsRefused() {
    assertThat(get(path("absent-" + platform.freshId()) + "?timeout=50").status()).isEqualTo(404);
    assertThat(get(path("absent") + "?timeout=-1").status()).isEqualTo(400);
    assertThat(get(path("absent") + "?timeout=soon").status()).isEqualTo(400);
    assertThat(get(path("%01")).status()).isEqualTo(400);
  }

  @Test
  void moreThanAFewAtOneMomentAreRefusedAndTheNextIsAnswered() {
    String id = freshThing();
    List<Answer> answers = new ArrayList<>();

    Awaitility.await("more at one moment than are answered")
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .atMost(PATIENCE)
        .until(() -> {
          answers.addAll(manyAtOnce(path(id) + "?timeout=20000"));
          return answers.stream().anyMatch(answer -> answer.status() == 503);
        });

    assertThat(answers.stream().map(Answer::status)).containsOnly(200, 503);
    assertThat(answers.stream().filter(answer -> answer.status() == 503))
        .allSatisfy(answer -> assertThat(answer.retryAfter()).isEqualTo("1"));
    assertThat(get(path(id) + "?timeout=10000").status()).isEqualTo(200);
  }

  private List<Answer> manyAtOnce(String pathAndQuery) {
    List<CompletableFuture<Answer>> asked =
        IntStream.range(0, MANY)
            .mapToObj(_ ->
                CompletableFuture.supplyAsync(() -> get(pathAndQuery), Thread::startVirtualThread))
            .toList();
    return asked.stream().map(CompletableFuture::join).toList();
  }

  private void assertThatItLiesThere(JsonNode fact) {
    TopicPartition partition =
        new TopicPartition(fact.path("topic").asText(), fact.path("partition").asInt());
    long offset = fact.path("offset").asLong();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                platform.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(Set.of(partition));
      consumer.seek(partition, offset);
      List<ConsumerRecord<byte[], byte[]>> first = consumer.poll(PATIENCE).records(partition);
      assertThat(first).as(fact.toString()).hasSize(1);
      assertThat(first.getFirst().offset()).isEqualTo(offset);
      assertThat(Instant.ofEpochMilli(first.getFirst().timestamp())).isEqualTo(time(fact));
    }
  }

  private static String place(JsonNode fact) {
    return fact.path("topic").asText()
        + "-"
        + fact.path("partition").asText()
        + "@"
        + fact.path("offset").asText();
  }

  private static Instant time(JsonNode fact) {
    return Instant.parse(fact.path("time").asText());
  }

  /** Asks the service. */
  protected final Answer get(String pathAndQuery) {
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl() + pathAndQuery)).build();
      HttpResponse<byte[]> response = CLIENT.send(request, BodyHandlers.ofByteArray());
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Retry-After").orElse(""),
          JSON.readTree(new String(response.body(), UTF_8)));
    } catch (IOException e) {
      throw new AssertionError("No answer to " + pathAndQuery, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted at " + pathAndQuery, e);
    }
  }
}
