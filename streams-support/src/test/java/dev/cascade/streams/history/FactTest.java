package dev.cascade.streams.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactTest {

  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private final Tellers tellers = new Tellers(List.of(teller("causes"), teller("effects")));

  @Test
  void factsAreInTheOrderOfTimeAndWhereThatIsTheSameAsThingsUsuallyHappen() {
    List<Fact> facts =
        Fact.inOrder(
            List.of(
                record("effects", 7, "d", 30),
                record("effects", 2, "b", 10),
                record("causes", 9, "c", 30),
                record("causes", 8, "a", 10)),
            tellers);

    assertThat(facts).extracting(Fact::what).containsExactly("a", "b", "c", "d");
    assertThat(facts).extracting(Fact::sincePreviousMillis).containsExactly(0L, 0L, 20L, 0L);
    assertThat(facts).extracting(Fact::sinceStartMillis).containsExactly(0L, 0L, 20L, 20L);
    assertThat(facts).extracting(Fact::offset).containsExactly(8L, 2L, 9L, 7L);
  }

  @Test
  void whatCannotBeReadIsToldAsSuchAndATombstoneToo() {
    List<Fact> facts =
        Fact.inOrder(
            List.of(
                record("causes", 0, "poison", 0),
                record("causes", 1, null, 1),
                record("causes", 2, "good", 2)),
            tellers);

    assertThat(facts)
        .extracting(Fact::what)
        .containsExactly("a record that cannot be read", "tombstone", "good");
  }

  @Test
  void aRecordOfATopicThatNobodyTellsIsAnError() {
    assertThatThrownBy(() -> Fact.inOrder(List.of(record("others", 0, "a", 0)), tellers))
        .hasMessageContaining("others");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "00-" + TRACE + "-b7ad6b7169203331-01, " + TRACE,
        "cc-" + TRACE + "-b7ad6b7169203331-01-more, " + TRACE,
        "00-00000000000000000000000000000000-b7ad6b7169203331-01, none",
        "00-" + TRACE + "-b7ad-01, none",
        "nonsense, none"
      })
  void aTraceIsTakenFromTheHeaderThatW3cNames(String header, @Nullable String traceId) {
    Headers headers = new RecordHeaders().add("traceparent", header.getBytes(UTF_8));

    PastRecord record = new PastRecord("causes", 0, 0, START, "k", "a".getBytes(UTF_8), headers);

    assertThat(Fact.inOrder(List.of(record), tellers).getFirst().traceId()).isEqualTo(traceId);
  }

  private static PastRecord record(
      String topic, long offset, @Nullable String value, long millisAfterStart) {
    return new PastRecord(
        topic,
        0,
        offset,
        START.plusMillis(millisAfterStart),
        "key",
        value == null ? null : value.getBytes(UTF_8),
        new RecordHeaders());
  }

  private static Teller<String> teller(String topic) {
    Deserializer<String> values =
        (name, bytes) -> {
          if (bytes != null && new String(bytes, UTF_8).equals("poison")) {
            throw new SerializationException("poison");
          }
          return bytes == null ? null : new String(bytes, UTF_8);
        };
    return new Teller<>(topic, topic, values, value -> new Told(topic, value, Map.of()));
  }
}
