package dev.cascade.auditor.run;

import static dev.cascade.auditor.invariants.Reading.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** When a question may be decided. */
class ProgressTest {

  private static final TopicPartition FIRST = new TopicPartition("orders", 0);
  private static final TopicPartition SECOND = new TopicPartition("orders", 1);

  private final Progress progress = new Progress(Instant.EPOCH, Instant.EPOCH);

  @Test
  void aTicketIsPassedWhenAllPartitionsAreReadUpToALaterEnd() {
    progress.written(Map.of(FIRST, 10L, SECOND, 10L));
    long ticket = progress.ticket("orders");
    progress.read(Map.of(FIRST, 10L, SECOND, 10L));
    assertThat(progress.isPassed("orders", ticket)).isFalse();

    progress.written(Map.of(FIRST, 12L, SECOND, 10L));
    assertThat(progress.isPassed("orders", ticket)).isFalse();

    progress.read(Map.of(FIRST, 12L));
    assertThat(progress.isPassed("orders", ticket)).isTrue();
  }

  @Test
  void aTicketIsPassedAlthoughTheTopicGrowsAllTheTime() {
    progress.written(Map.of(FIRST, 10L));
    progress.read(Map.of(FIRST, 9L));
    long ticket = progress.ticket("orders");
    for (long end = 20; end < 60; end += 10) {
      progress.written(Map.of(FIRST, end));
      progress.read(Map.of(FIRST, end - 5));
    }

    assertThat(progress.isPassed("orders", ticket)).isTrue();
  }

  @Test
  void anOpenTransactionHoldsTheTicketBack() {
    progress.written(Map.of(FIRST, 10L));
    progress.read(Map.of(FIRST, 10L));
    long ticket = progress.ticket("orders");
    progress.written(Map.of(FIRST, 15L));

    progress.read(Map.of(FIRST, 14L));

    assertThat(progress.isPassed("orders", ticket)).isFalse();
  }

  @Test
  void whatIsWrittenBeforeTheStartIsCaughtUpWith() {
    assertThat(progress.isLive("orders", ALL)).isFalse();
    progress.written(Map.of(FIRST, 10L, SECOND, 0L));
    assertThat(progress.isLive("orders", 1)).isTrue();
    assertThat(progress.isLive("orders", ALL)).isFalse();

    progress.read(Map.of(FIRST, 10L));
    progress.written(Map.of(FIRST, 20L, SECOND, 0L));

    assertThat(progress.isLive("orders", ALL)).isTrue();
  }

  @Test
  void whoStallsOrFallsFarBehindCatchesUpAgain() {
    progress.written(Map.of(FIRST, 10L));
    progress.read(Map.of(FIRST, 10L));
    progress.stalled();
    assertThat(progress.isLive("orders", 0)).isFalse();
    progress.written(Map.of(FIRST, 11L));
    progress.read(Map.of(FIRST, 11L));
    assertThat(progress.isLive("orders", 0)).isTrue();

    progress.written(Map.of(FIRST, 1_000_000L));

    assertThat(progress.isLive("orders", 0)).isFalse();
    assertThat(progress.lag()).isEqualTo(999_989);
  }
}
