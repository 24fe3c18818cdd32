package dev.cascade.console.groups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cascade.console.topics.LastRecords;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LagsTest {

  private static final TopicPartition FIRST = new TopicPartition("orders", 0);
  private static final TopicPartition SECOND = new TopicPartition("orders", 1);

  @Test
  void theMarkerOfATransactionIsNothingToDo() {
    assertThat(lag(behindLast(FIRST, 10), Map.of(FIRST, at(10)), Map.of(FIRST, 11L))).isZero();
  }

  @Test
  void aRecordThatIsNotProcessedIsSomethingToDo() {
    assertThat(lag(behindLast(FIRST, 10), Map.of(FIRST, at(9)), Map.of(FIRST, 11L))).isOne();
  }

  @Test
  void whatIsNotFollowedIsMeasuredToItsEnd() {
    assertThat(lag(behindLast(SECOND, 1), Map.of(FIRST, at(9)), Map.of(FIRST, 11L))).isEqualTo(2);
  }

  @Test
  void aReaderThatIsAheadOfTheConsoleIsNotBehind() {
    assertThat(lag(behindLast(FIRST, 5), Map.of(FIRST, at(9)), Map.of(FIRST, 11L))).isZero();
  }

  @Test
  void partitionsOfATopicAreSummed() {
    LastRecords all = new LastRecords() {};
    assertThat(lag(all, Map.of(FIRST, at(1), SECOND, at(2)), Map.of(FIRST, 4L, SECOND, 4L)))
        .isEqualTo(5);
  }

  private static long lag(
      LastRecords seen,
      Map<TopicPartition, OffsetAndMetadata> positions,
      Map<TopicPartition, Long> ends) {
    return new Lags(seen).of(positions, ends).getFirst().lag();
  }

  private static LastRecords behindLast(TopicPartition partition, long offset) {
    return new LastRecords() {
      @Override
      public OptionalLong behindLast(TopicPartition asked) {
        return asked.equals(partition) ? OptionalLong.of(offset) : OptionalLong.empty();
      }
    };
  }

  private static OffsetAndMetadata at(long offset) {
    return new OffsetAndMetadata(offset);
  }
}
