package dev.cascade.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GatheringTest {

  private static final TopicPartition PARTITION = new TopicPartition("topic", 0);

  private final List<Long> slept = new ArrayList<>();
  private long now = Long.MAX_VALUE - 10; // A clock in nanoseconds may overflow.
  private final Gathering gathering = gathering(Duration.ofNanos(100));

  private Gathering gathering(Duration longest) {
    return new Gathering(longest, () -> now, slept::add);
  }

  @Test
  void whoFoundSomethingReadsOnWhenItsTimeIsOver() {
    gathering.found(records(1));
    now += 30;
    gathering.await();

    assertThat(slept).containsExactly(70L);
  }

  @Test
  void afterASilenceItReadsAtOnceAndWithoutEnd() {
    gathering.await();
    gathering.found(records(1));
    gathering.await();
    gathering.found(records(0));
    slept.clear();

    for (int read = 0; read < 3; read++) {
      gathering.await();
      gathering.found(records(0));
    }

    assertThat(slept).isEmpty();
  }

  @Test
  void aBacklogIsReadWithoutRest() {
    gathering.found(records(500));
    gathering.await();

    assertThat(slept).isEmpty();
  }

  @Test
  void itWaitsOnceForWhatItFound() {
    gathering.found(records(499));
    gathering.await();
    gathering.await();

    assertThat(slept).hasSize(1);
  }

  @Test
  void withoutATimeNothingGathers() {
    Gathering none = gathering(Duration.ZERO);
    none.found(records(1));
    none.await();

    assertThat(slept).isEmpty();
  }

  private static ConsumerRecords<byte[], byte[]> records(int count) {
    List<ConsumerRecord<byte[], byte[]>> all =
        IntStream.range(0, count)
            .mapToObj(offset ->
                new ConsumerRecord<>(
                    PARTITION.topic(), PARTITION.partition(), offset, new byte[0], new byte[0]))
            .toList();
    return new ConsumerRecords<>(count == 0 ? Map.of() : Map.of(PARTITION, all), Map.of());
  }
}
