package dev.cascade.payments.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.streams.runtime.StreamsProperties;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuietWitnessTest {

  private static final Duration COMMITTED =
      StreamsProperties.SILENT_COMMIT.plus(Duration.ofMillis(2));

  private final Map<String, Double> polls = new HashMap<>(Map.of("thread-1", 7.0, "thread-2", 9.0));
  private Object client = new Object();
  private Duration clock = Duration.ZERO;

  private final QuietWitness witness = new QuietWitness(this::loops, () -> clock.toNanos());

  @BeforeEach
  void start() {
    witness.start();
    assertThat(witness.isQuiet()).isFalse();
  }

  @Test
  void aThreadThatStillProcessesIsNotQuietHoweverLongItTakes() {
    poll("thread-2", 1);
    for (int minute = 0; minute < 10; minute++) {
      poll("thread-1", 100);
      clock = clock.plusMinutes(1);
      assertThat(witness.isQuiet()).isFalse();
    }
  }

  @Test
  void whatWasProcessedIsCommittedBeforeItIsQuiet() {
    everyThreadPollsTwice();
    assertThat(witness.isQuiet()).isFalse();

    clock = clock.plus(COMMITTED).minusNanos(1);
    everyThreadPollsTwice();
    assertThat(witness.isQuiet()).isFalse();

    clock = clock.plusNanos(1);
    assertThat(witness.isQuiet()).as("the round of the commit is under way").isFalse();
    poll("thread-1", 1);
    poll("thread-2", 2);
    assertThat(witness.isQuiet()).isFalse();
    poll("thread-1", 1);
    assertThat(witness.isQuiet()).isTrue();
  }

  @Test
  void anotherClientIsWatchedFromTheBeginning() {
    everyThreadPollsTwice();
    assertThat(witness.isQuiet()).isFalse();
    clock = clock.plus(COMMITTED);
    client = new Object();
    everyThreadPollsTwice();

    assertThat(witness.isQuiet()).isFalse();
    assertThat(witness.isQuiet()).isFalse();
    becomesQuiet();
  }

  @Test
  void withoutAnyThreadNothingIsKnown() {
    polls.clear();
    clock = clock.plus(COMMITTED);
    assertThat(witness.isQuiet()).isFalse();
    clock = clock.plus(COMMITTED);
    assertThat(witness.isQuiet()).isFalse();
  }

  private void becomesQuiet() {
    everyThreadPollsTwice();
    assertThat(witness.isQuiet()).isFalse();
    clock = clock.plus(COMMITTED);
    everyThreadPollsTwice();
    assertThat(witness.isQuiet()).isTrue();
  }

  private void everyThreadPollsTwice() {
    poll("thread-1", 2);
    poll("thread-2", 2);
  }

  private void poll(String thread, int times) {
    polls.merge(thread, (double) times, Double::sum);
  }

  private StreamLoops loops() {
    return new StreamLoops(client, Map.copyOf(polls));
  }
}
