package dev.cascade.streams.desk;

import static dev.cascade.streams.desk.TestDesk.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.streams.desk.Desk.Kind;
import dev.cascade.streams.desk.Desk.Listed;
import dev.cascade.streams.desk.Desk.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a desk shows of many letters, and how long that takes, on a real broker. */
class LookingThroughLettersTest {

  private static final Exception BAD = new IllegalStateException("bad");
  private static final Exception ODD = new ArithmeticException("odd");
  private static final LetterFilter ALL = new LetterFilter(null, null, null, null, null);

  private final TestDesk test = new TestDesk();
  private final Desk desk = test.desk();

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void allLettersComePageByPageNewestFirstEachOnce() {
    List<LetterId> written =
        IntStream.range(0, 150).mapToObj(i -> test.letter("k" + i, "v", BAD)).toList();

    List<LetterId> seen = new ArrayList<>();
    Page page = desk.list(ALL, null, 40);
    seen.addAll(ids(page));
    test.letter("later", "v", BAD);
    while (page.rest() != null) {
      page = desk.list(ALL, Cursor.parse(page.rest().toString()).orElseThrow(), 40);
      seen.addAll(ids(page));
    }

    assertThat(seen).containsExactlyElementsOf(written.reversed());
  }

  @Test
  void lettersAreFoundByTopicReasonStateAndTimeOfWriting() {
    LetterId discarded = test.letter("k1", "v", BAD);
    test.letter("k2", "v", ODD);
    Instant middle = momentAfterNow();
    LetterId late = test.letter("k3", "v", BAD);
    LetterId elsewhere = test.letter("elsewhere", 0, "k4", new byte[1], BAD);
    desk.discard(discarded, ANN);

    assertThat(found(test.originTopic, "IllegalStateException", null, null, LetterState.OPEN))
        .containsExactly(late);
    assertThat(found(null, null, middle, null, null)).containsExactly(elsewhere, late);
    assertThat(found(null, "IllegalStateException", null, middle, null)).containsExactly(discarded);
    assertThat(found(null, null, null, null, LetterState.DISCARDED)).containsExactly(discarded);
    assertThat(found("elsewhere", null, null, null, null)).containsExactly(elsewhere);
    assertThat(found("nowhere", null, null, null, null)).isEmpty();
  }

  @Test
  void lettersAreCountedByTopicReasonAndState() {
    LetterId discarded = test.letter("k1", "v", BAD);
    LetterId replayed = test.letter("k2", "v", BAD);
    test.letter("k3", "v", BAD);
    test.letter("k4", "v", ODD);
    desk.discard(discarded, ANN);
    desk.replay(replayed, ANN, null);

    Desk.Counts counts = desk.counts();

    assertThat(counts.complete()).isTrue();
    assertThat(counts.byKind())
        .containsEntry(
            new Kind(test.originTopic, "IllegalStateException"),
            Map.of(LetterState.OPEN, 1, LetterState.REPLAYED, 1, LetterState.DISCARDED, 1))
        .containsEntry(
            new Kind(test.originTopic, "ArithmeticException"), Map.of(LetterState.OPEN, 1));
  }

  @Test
  void ofAHundredThousandLettersTheNewestAndTheRareOnesAreFoundInTime() {
    LetterId rare = test.letter("rare", "v", ODD);
    Exception shallow = new IllegalStateException("bad");
    shallow.setStackTrace(new StackTraceElement[] {shallow.getStackTrace()[0]});
    test.letters(100_000, shallow);

    Instant asked = Instant.now();
    Page newest = desk.list(ALL, null, 50);
    Duration forNewest = Duration.between(asked, Instant.now());
    assertThat(newest.letters()).hasSize(50);
    assertThat(forNewest).isLessThan(Duration.ofSeconds(2));

    LetterFilter odd = new LetterFilter(null, "ArithmeticException", null, null, null);
    List<LetterId> found = new ArrayList<>();
    Cursor from = null;
    Duration longest = Duration.ZERO;
    do {
      asked = Instant.now();
      Page page = desk.list(odd, from, 50);
      longest =
          List.of(longest, Duration.between(asked, Instant.now())).stream()
              .max(Comparator.naturalOrder())
              .orElseThrow();
      found.addAll(ids(page));
      from = page.rest();
    } while (from != null);
    System.out.println(
        "100,000 letters: newest 50 in " + forNewest + ", a page at most " + longest);
    assertThat(found).containsExactly(rare);
    assertThat(longest).isLessThan(Duration.ofSeconds(5));
  }

  private List<LetterId> found(
      String topic, String reason, Instant from, Instant to, LetterState state) {
    return ids(desk.list(new LetterFilter(topic, reason, from, to, state), null, 100));
  }

  private static List<LetterId> ids(Page page) {
    return page.letters().stream().map(Listed::letter).map(Letter::id).toList();
  }

  /** What was written is before it, what will be is not. */
  private static Instant momentAfterNow() {
    Instant moment = Instant.ofEpochMilli(Instant.now().toEpochMilli() + 1);
    Awaitility.await("the next millisecond")
        .pollInterval(Duration.ofMillis(1))
        .until(() -> !Instant.now().isBefore(moment));
    return moment;
  }
}
