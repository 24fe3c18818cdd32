package dev.cascade.orders.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class KnownRequestsTest {

  private static final Duration BOUND = Duration.ofSeconds(10);
  private static final long NOTHING = -1;
  private static final AskedOrder ONE = new AskedOrder("1", "one");
  private static final AskedOrder ANOTHER_ONE = new AskedOrder("1", "another");
  private static final AskedOrder OTHER = new AskedOrder("2", "one");

  private final KnownRequests known = new KnownRequests(4);

  @Test
  void acknowledgementsThatFollowOnEachOtherNeedNoReading() {
    known.begin(0);
    known.wrote(0, OTHER);
    known.wrote(1, ONE);

    assertThat(known.knownTo(2)).isCompleted();
    assertThat(known.unread()).isEmpty();
    assertThat(known.standing(ONE, 1, NOTHING)).isEqualTo(Standing.FIRST);
  }

  @Test
  void aGapIsReadBeforeAnythingIsSaid() {
    known.begin(0);
    known.wrote(0, OTHER);
    known.wrote(2, ONE);
    CompletableFuture<Void> reached = known.knownTo(3);

    assertThat(reached).isNotDone();
    assertThat(known.standing(ONE, 2, NOTHING)).isEqualTo(Standing.UNKNOWN);
    assertThat(known.unread()).hasValue(1);
    known.read(1, ANOTHER_ONE);
    assertThat(reached).isNotDone();
    known.read(2, ONE);

    assertThat(reached).succeedsWithin(BOUND);
    assertThat(known.standing(ONE, 2, NOTHING)).isEqualTo(Standing.SECOND);
    assertThat(known.standing(ANOTHER_ONE, 2, NOTHING)).isEqualTo(Standing.REPEATED);
  }

  @Test
  void whatTheViewReflectedWithoutShowingTheOrderDoesNotCount() {
    known.begin(0);
    known.wrote(0, ANOTHER_ONE);
    known.wrote(1, ONE);

    assertThat(known.standing(ONE, 1, 0)).isEqualTo(Standing.FIRST);
  }

  @Test
  void nothingIsSaidAboutWhatIsOlderThanTheMemory() {
    known.begin(0);
    known.wrote(0, ANOTHER_ONE);
    for (long offset = 1; offset < 5; offset++) {
      known.wrote(offset, offset == 4 ? ONE : OTHER);
    }

    assertThat(known.standing(ONE, 4, NOTHING)).isEqualTo(Standing.UNKNOWN);
    assertThat(known.standing(ONE, 4, 0)).isEqualTo(Standing.FIRST);
  }

  @Test
  void aGapLargerThanTheMemoryIsNotReadFromItsBeginning() {
    known.begin(0);
    CompletableFuture<Void> reached = known.knownTo(100);

    assertThat(known.unread()).hasValue(96);
    known.readTo(100);

    assertThat(reached).succeedsWithin(BOUND);
    assertThat(known.standing(ONE, 99, 50)).isEqualTo(Standing.UNKNOWN);
    assertThat(known.standing(ONE, 99, 95)).isEqualTo(Standing.FIRST);
  }

  @Test
  void whatIsGoneFromTheTopicIsNotKnown() {
    known.begin(0);
    CompletableFuture<Void> reached = known.knownTo(3);
    known.gone(2);
    known.read(2, ONE);

    assertThat(reached).succeedsWithin(BOUND);
    assertThat(known.standing(ONE, 2, NOTHING)).isEqualTo(Standing.UNKNOWN);
    assertThat(known.standing(ONE, 2, 1)).isEqualTo(Standing.FIRST);
  }

  @Test
  void whoWaitsForWhatCannotBeReadIsToldAndTheNextOneTriesAgain() {
    known.begin(0);
    CompletableFuture<Void> failed = known.knownTo(2);
    known.fail(new IllegalStateException("away"));

    assertThat(failed).failsWithin(BOUND);
    assertThat(known.unread()).isEmpty();
    CompletableFuture<Void> reached = known.knownTo(2);
    assertThat(known.unread()).hasValue(0);
    known.readTo(2);
    assertThat(reached).succeedsWithin(BOUND);
  }

  @Test
  void aViewThatKnowsMoreThanThereIsIsNotBelieved() {
    known.begin(0);
    known.wrote(0, ONE);

    assertThat(known.standing(ONE, 0, 7)).isEqualTo(Standing.UNKNOWN);
  }
}
