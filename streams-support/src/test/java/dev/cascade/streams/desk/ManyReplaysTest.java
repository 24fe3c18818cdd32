package dev.cascade.streams.desk;

import static dev.cascade.streams.desk.TestDesk.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cascade.streams.desk.Desk.Worked;
import dev.cascade.testing.ReceivedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Replaying many letters, on a real broker. */
class ManyReplaysTest {

  private static final Exception BAD = new IllegalStateException("bad");
  private static final Exception ODD = new ArithmeticException("odd");
  private static final Map<String, String> FOUR_PER_CALL =
      Map.of("cascade.dead-letters.most-replays", "4");

  private final TestDesk test = new TestDesk();

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void openLettersOfOneKindAreReplayedOldestFirstABoundedNumberPerCall() {
    IntStream.range(0, 6).forEach(i -> test.letter("bad" + i, "v", BAD));
    LetterId discarded = test.letter("discarded", "v", BAD);
    test.letter("odd", "v", ODD);
    test.letter("bad6", "v", BAD);
    Desk desk = test.desk(FOUR_PER_CALL);
    desk.discard(discarded, ANN);

    Worked first = desk.replayMany(test.originTopic, "IllegalStateException", null, ANN);
    Worked second = desk.replayMany(test.originTopic, "IllegalStateException", null, ANN);

    assertThat(first.replayed()).isEqualTo(4);
    assertThat(first.rest()).isNotNull();
    assertThat(second.replayed()).isEqualTo(3);
    assertThat(second.rest()).isNull();
    assertThat(test.replayed())
        .extracting(ReceivedRecord::key)
        .containsExactly("bad0", "bad1", "bad2", "bad3", "bad4", "bad5", "bad6");
    assertThat(test.auditEvents()).hasSize(8);
  }

  @Test
  void lettersThatCannotBeReplayedAsTheyAreArePassedOverAndStayOpen() {
    LetterId lost = test.letter("no-such-topic", 0, "k", new byte[1], BAD);
    test.letter("k", "v", BAD);
    Desk desk = test.desk();

    Worked worked = desk.replayMany(null, null, null, ANN);

    assertThat(worked).isEqualTo(new Worked(1, 1, null));
    assertThat(desk.open(lost).state()).isEqualTo(LetterState.OPEN);
  }

  @Test
  void ofSeveralLettersAboutOneRecordTheFirstIsReplayedAndAllAreDecided() {
    Origin origin = new Origin(test.originTopic, 1, 0);
    LetterId first = test.letter(origin, "first", new byte[1], BAD);
    LetterId second = test.letter(origin, "second", new byte[1], BAD);
    Desk desk = test.desk();

    assertThat(desk.replayMany(null, null, null, ANN).replayed()).isEqualTo(1);

    assertThat(test.replayed()).extracting(ReceivedRecord::key).containsExactly("first");
    assertThat(desk.open(second).act()).isEqualTo(desk.open(first).act());
    assertThat(test.decisions()).hasSize(1);
  }

  @Test
  void oneThatIsTooLargeForItsTopicDoesNotHoldUpTheOthers() {
    byte[] large = new byte[2 * TestDesk.LARGEST_RECORD];
    new Random(1).nextBytes(large);
    LetterId tooLarge = test.letter(test.originTopic, 1, "large", large, BAD);
    test.letter("k", "v", BAD);
    Desk desk = test.desk();

    assertThat(desk.replayMany(null, null, null, ANN)).isEqualTo(new Worked(1, 1, null));

    assertThat(test.replayed()).extracting(ReceivedRecord::key).containsExactly("k");
    assertThatThrownBy(() -> desk.replay(tooLarge, ANN, null)).hasMessageContaining("too large");
  }

  @Test
  void twoWhoReplayAllAtTheSameMomentReplayEachOnce() throws Exception {
    IntStream.range(0, 10).forEach(i -> test.letter("k" + i, "v", BAD));
    List<Desk> instances = List.of(test.desk(FOUR_PER_CALL), test.desk(FOUR_PER_CALL));

    try (ExecutorService people = Executors.newFixedThreadPool(instances.size())) {
      List<Future<Integer>> work = new ArrayList<>();
      for (Desk instance : instances) {
        work.add(people.submit(() -> replayedAll(instance)));
      }
      int replayed = 0;
      for (Future<Integer> done : work) {
        replayed += done.get();
      }
      assertThat(replayed).isEqualTo(10);
    }

    assertThat(test.replayed())
        .extracting(ReceivedRecord::key)
        .containsExactly("k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9");
  }

  private static int replayedAll(Desk desk) {
    int replayed = 0;
    Cursor from = null;
    do {
      Worked worked = desk.replayMany(null, null, from, ANN);
      replayed += worked.replayed();
      from = worked.rest();
    } while (from != null);
    return replayed;
  }
}
