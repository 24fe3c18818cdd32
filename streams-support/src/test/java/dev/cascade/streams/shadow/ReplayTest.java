package dev.cascade.streams.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ReplayTest {

  private static final TopicPartition ASKED = new TopicPartition("asked", 0);
  private static final TopicPartition ANSWERED = new TopicPartition("answered", 0);
  private static final long DAYS_AGO = Instant.parse("2030-01-31T12:00:00Z").toEpochMilli();
  private static final Instant UNTIL = Instant.ofEpochMilli(DAYS_AGO).plus(Duration.ofSeconds(90));

  private final MockConsumer<byte[], byte[]> topics = new MockConsumer<>("earliest");
  private final Map<TopicPartition, Long> cut = new HashMap<>();
  private final HistoryTime clock = new HistoryTime();
  private final List<ConsumerRecord<byte[], byte[]>> waiting = new ArrayList<>();

  @Test
  void recordsOfSeveralTopicsComeInTheOrderOfTheirTimes() {
    written(ASKED, "1", 0);
    written(ASKED, "2", 20);
    written(ANSWERED, "1", 10);
    written(ANSWERED, "2", 30);

    assertThat(told()).containsExactly("asked 1@0", "answered 1@10", "asked 2@20", "answered 2@30");
  }

  @Test
  void thoseOfOnePartitionKeepTheirOrderAndTheClockNeverGoesBack() {
    written(ASKED, "1", 500);
    written(ASKED, "2", 200);
    written(ANSWERED, "1", 400);

    assertThat(told()).containsExactly("answered 1@400", "asked 1@500", "asked 2@500");
  }

  @Test
  void nothingFromTheCutOnIsTold() {
    written(ASKED, "1", 0);
    written(ASKED, "2", 10);
    cut.put(ASKED, 1L);
    cut.put(ANSWERED, 0L);
    written(ANSWERED, "1", 0);
    cut.put(ANSWERED, 0L);

    assertThat(told()).containsExactly("asked 1@0");
  }

  @Test
  void whereNothingWasWrittenTheClockGoesOnInSteps() {
    written(ASKED, "1", 0);
    written(ASKED, "2", 10_000);
    Replay replay = replay();
    List<Long> times = new ArrayList<>();
    while (!replay.isOver()) {
      replay.next();
      times.add(clock.now() - DAYS_AGO);
    }

    assertThat(times).startsWith(0L, 1_000L, 2_000L, 3_000L).contains(10_000L, 11_000L);
    assertThat(times.getLast()).isEqualTo(90_000L);
  }

  @Test
  void aSilenceOfYearsIsCrossedInManyStepsButNotForEver() {
    written(ASKED, "1", -Duration.ofDays(20_000).toMillis());
    Replay replay = replay();
    int steps = 0;
    while (!replay.isOver()) {
      replay.next();
      steps++;
    }

    assertThat(steps).isBetween(100_000, 1_200_000);
  }

  @Test
  void aRecordWhoseClockRanAheadDoesNotTakeThisOneAlong() {
    written(ASKED, "from the future", Duration.ofDays(365).toMillis());
    written(ANSWERED, "1", 0);

    assertThat(told()).containsExactly("answered 1@0", "asked from the future@90000");
  }

  @Test
  void aPositionSaysWhatComesNext() {
    written(ASKED, "1", 0);
    Replay replay = replay();
    ConsumerRecords<byte[], byte[]> first = ConsumerRecords.empty();
    while (first.isEmpty()) {
      first = replay.next();
    }

    assertThat(first.nextOffsets().get(ASKED).offset()).isEqualTo(1);
  }

  @Test
  void anEmptyHistoryIsOverAtItsEnd() {
    cut.put(ASKED, 0L);

    assertThat(told()).isEmpty();
    assertThat(clock.now()).isEqualTo(UNTIL.toEpochMilli());
  }

  private void written(TopicPartition partition, String value, long millis) {
    long offset = cut.getOrDefault(partition, 0L);
    cut.put(partition, offset + 1);
    waiting.add(
        new ConsumerRecord<>(
            partition.topic(),
            partition.partition(),
            offset,
            DAYS_AGO + millis,
            TimestampType.CREATE_TIME,
            1,
            1,
            new byte[] {1},
            value.getBytes(StandardCharsets.UTF_8),
            new RecordHeaders(),
            Optional.empty()));
  }

  private Replay replay() {
    Map<TopicPartition, Long> beginnings = new HashMap<>();
    cut.keySet().forEach(partition -> beginnings.put(partition, 0L));
    topics.updateBeginningOffsets(beginnings);
    Replay replay = new Replay(topics, cut, clock, UNTIL);
    waiting.forEach(topics::addRecord);
    return replay;
  }

  /** Each record with what the clock showed, since the first moment. */
  private List<String> told() {
    List<String> told = new ArrayList<>();
    try (Replay replay = replay()) {
      while (!replay.isOver()) {
        for (ConsumerRecord<byte[], byte[]> next : replay.next()) {
          String value = new String(next.value(), StandardCharsets.UTF_8);
          told.add(next.topic() + " " + value + "@" + (clock.now() - DAYS_AGO));
        }
      }
    }
    return told;
  }
}
