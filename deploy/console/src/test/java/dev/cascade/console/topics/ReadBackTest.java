package dev.cascade.console.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ReadBackTest {

  private static final TopicPartition FIRST = new TopicPartition("orders", 0);
  private static final TopicPartition SECOND = new TopicPartition("orders", 1);

  private final Map<TopicPartition, Long> positions = new HashMap<>();

  @Test
  void whatLiesBehindTheEndIsNew() {
    ReadBack readBack = new ReadBack(Map.of(FIRST, 5L), Map.of(FIRST, 7L), 10);

    assertThat(readBack.isPast(FIRST, 6)).isTrue();
    assertThat(readBack.isPast(FIRST, 7)).isFalse();
    assertThat(readBack.isPast(SECOND, 0)).isFalse();
  }

  @Test
  void nothingIsToldUntilEachPartitionIsReadToItsEnd() {
    ReadBack readBack =
        new ReadBack(Map.of(FIRST, 0L, SECOND, 0L), Map.of(FIRST, 2L, SECOND, 2L), 10);
    readBack.add(fact(2));
    positions.putAll(Map.of(FIRST, 2L, SECOND, 1L));
    assertThat(readBack.complete(positions::get)).isEmpty();

    readBack.add(fact(1));
    positions.put(SECOND, 3L);

    assertThat(readBack.complete(positions::get)).extracting(Fact::time).containsExactly(1L, 2L);
  }

  @Test
  void itIsToldOnce() {
    ReadBack readBack = new ReadBack(Map.of(FIRST, 0L), Map.of(FIRST, 1L), 10);
    readBack.add(fact(1));
    positions.put(FIRST, 1L);
    readBack.complete(positions::get);

    assertThat(readBack.complete(positions::get)).isEmpty();
  }

  @Test
  void aPartitionWithoutAPastIsNotWaitedFor() {
    ReadBack readBack =
        new ReadBack(Map.of(FIRST, 0L, SECOND, 4L), Map.of(FIRST, 1L, SECOND, 4L), 10);
    readBack.add(fact(1));
    positions.put(FIRST, 1L);

    assertThat(readBack.complete(positions::get)).hasSize(1);
  }

  @Test
  void ofTooManyTheLatestAreTold() {
    ReadBack readBack = new ReadBack(Map.of(FIRST, 0L), Map.of(FIRST, 100L), 3);
    LongStream.iterate(99, time -> time >= 0, time -> time - 1)
        .forEach(time -> readBack.add(fact(time)));
    positions.put(FIRST, 100L);

    assertThat(readBack.complete(positions::get))
        .extracting(Fact::time)
        .containsExactly(97L, 98L, 99L);
  }

  private static Fact fact(long time) {
    return new Fact("orders", 0, time, time, "o-1", "o-1", null, "CREATED", "");
  }
}
