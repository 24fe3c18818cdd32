package dev.cascade.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** All of it happens on one thread, as in a stream thread. */
class CommitPaceTest {

  private static final double SHARE = 0.25;
  private static final long MILLI = Duration.ofMillis(1).toNanos();
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final Duration LONG = Duration.ofHours(1);
  private static final ConsumerRecords<String, String> NOTHING = ConsumerRecords.empty();
  private static final ConsumerRecords<String, String> SOMETHING =
      new ConsumerRecords<>(
          Map.of(
              new TopicPartition("orders", 0),
              List.of(new ConsumerRecord<>("orders", 0, 7, "key", "value"))),
          Map.of());

  private final CommitPace pace = CommitPace.ofThisThread();
  private final Task changed = new Task(LONG);
  private final Task other = new Task(LONG);

  /** The thread's pace goes on to the next test: nobody waits, and all that can be is saved. */
  @AfterEach
  void closeTasks() {
    long later = System.nanoTime() + 60 * MINUTE;
    pace.afterRound(1, later);
    pace.afterRound(1, later + MINUTE);
    pace.written();
    pace.afterProcessing(NOTHING, later + MINUTE);
    pace.afterRound(0, System.nanoTime());
    changed.keeper.close();
    other.keeper.close();
  }

  @Test
  void whatLeadsToNoOutputAsksForNoCommit() {
    changed.process();

    assertThat(pace.isWaitedFor()).isFalse();
    assertThat(changed.context.committed()).isFalse();
  }

  @Test
  void outputIsCommittedWhenNothingIsLeftToProcess() {
    pace.written();
    changed.process();

    pace.afterProcessing(NOTHING, System.nanoTime());

    assertThat(changed.context.committed()).isTrue();
    assertThat(other.context.committed()).as("a task that did not change").isFalse();
    assertThat(pace.isWaitedFor()).isFalse();
  }

  @Test
  void whatArrivedMeanwhileIsProcessedFirst() {
    pace.written();
    changed.process();

    pace.afterProcessing(SOMETHING, System.nanoTime());

    assertThat(changed.context.committed()).isFalse();
    assertThat(pace.isWaitedFor()).isTrue();

    pace.afterProcessing(NOTHING, System.nanoTime());

    assertThat(changed.context.committed()).isTrue();
  }

  @Test
  void aCommitThatIsSavedForIsNotWaitedFor() {
    long start = System.nanoTime() + MINUTE;

    commit(start, 5 * MILLI);

    assertThat(pace.untilEarned(start + 5 * MILLI)).isZero();
  }

  @Test
  void whenAllIsSpentInputGathersUntilTheNextCommitIsEarned() {
    long start = System.nanoTime() + MINUTE;
    commit(start, 25 * MILLI);
    long spent = start + 25 * MILLI;

    // 15 were saved and 25 spent; of the commit's own time a quarter counts, 6.25 but for the cap.
    assertThat(pace.untilEarned(spent)).isEqualTo(Duration.ofMillis(40));
    pace.written();
    changed.process();
    pace.afterProcessing(NOTHING, spent + 39 * MILLI);
    assertThat(changed.context.committed()).isFalse();
    pace.afterProcessing(NOTHING, spent + 40 * MILLI);
    assertThat(changed.context.committed()).isTrue();
  }

  @Test
  void oneCommitThatTakesForEverDoesNotPutOffTheNextForEver() {
    long start = System.nanoTime() + MINUTE;

    commit(start, MINUTE);

    assertThat(pace.untilEarned(start + MINUTE)).isLessThan(Duration.ofMillis(100));
  }

  @Test
  void inputWithoutEndDoesNotMakeACommitThatIsNotEarned() {
    Task impatient = new Task(Duration.ofNanos(-1));
    commit(System.nanoTime() + MINUTE, 25 * MILLI);

    pace.written();
    impatient.process();

    assertThat(impatient.context.committed()).isFalse();
    impatient.keeper.close();
  }

  @Test
  void commitsInTheMidstOfInputArePaidForToo() {
    Task impatient = new Task(Duration.ofNanos(-1));
    long start = System.nanoTime();
    pace.afterRound(SHARE, start);
    pace.written();
    impatient.process();
    impatient.context.resetCommit();

    pace.committed(start + MINUTE);
    pace.written();
    impatient.process();

    assertThat(impatient.context.committed()).isFalse();
    assertThat(pace.untilEarned(start + MINUTE)).isEqualTo(Duration.ofMillis(40));
    impatient.keeper.close();
  }

  @Test
  void nobodyWaitsForWhatWasWrittenBetweenTheRequestAndTheCommit() {
    pace.written();
    changed.process();
    pace.afterProcessing(NOTHING, System.nanoTime());
    pace.written();

    pace.committed(System.nanoTime());

    assertThat(pace.isWaitedFor()).isFalse();
  }

  @Test
  void lessThanAMillisecondIsNotWaitedFor() {
    long start = System.nanoTime() + MINUTE;
    commit(start, 20 * MILLI);
    long almost = start + 39 * MILLI + MILLI / 2;

    assertThat(pace.untilEarned(almost)).isZero();
    pace.written();
    changed.process();
    pace.afterProcessing(NOTHING, almost);
    assertThat(changed.context.committed()).isTrue();
  }

  /** Makes a commit of that length, with as much saved before it as can be. */
  private void commit(long atNanos, long tookNanos) {
    pace.afterRound(SHARE, atNanos);
    pace.written();
    changed.process();
    pace.afterProcessing(NOTHING, atNanos);
    pace.afterRound(SHARE, atNanos + tookNanos);
    changed.context.resetCommit();
  }

  @Test
  void inputWithoutEndDoesNotHoldTheCommitBack() {
    Task impatient = new Task(Duration.ofNanos(-1));
    pace.written();

    impatient.process();

    assertThat(impatient.context.committed()).isTrue();
    impatient.keeper.close();
  }

  @Test
  void whatATimerWroteIsCommittedThoughNoTaskReadAnything() {
    pace.written();

    pace.afterProcessing(NOTHING, System.nanoTime());

    assertThat(changed.context.committed()).isTrue();
  }

  @Test
  void everySubtopologyKeepsThePace() {
    Topology topology = new Topology();
    topology.addSource("one", new StringDeserializer(), new StringDeserializer(), "first");
    topology.addSource("two", new StringDeserializer(), new StringDeserializer(), "second");

    String described = CommitPace.keptIn(topology, LONG).describe().toString();

    assertThat(described).contains("commit-pace-0").contains("commit-pace-1");
  }

  private static final class Task {
    private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    private final Processor<Object, Object, Void, Void> keeper;

    private Task(Duration longest) {
      keeper = CommitPace.keeper(longest);
      keeper.init(context);
    }

    private void process() {
      keeper.process(new Record<>("key", "value", 0));
    }
  }
}
