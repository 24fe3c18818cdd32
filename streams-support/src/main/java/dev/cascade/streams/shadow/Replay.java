package dev.cascade.streams.shadow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Gives a stream thread the history record by record, each with the clock set to when it was
 * written. Where nothing was written for long, the clock moves in steps, so that deadlines and
 * sweeps take place between the records, as they did. After the last record it moves on to the end.
 *
 * <p>Used by one thread.
 */
public final class Replay implements AutoCloseable {

  /** A deadline is kept so exactly, unless nothing was written for more than a day. */
  static final Duration STEP = Duration.ofSeconds(1);

  /** In so many steps the clock crosses most of a silence, however long it is. */
  private static final long STEPS = 100_000;

  private final History history;
  private final HistoryTime clock;
  private final long untilMillis;
  private boolean begun;
  private boolean over;

  /**
   * A replay up to a cut.
   *
   * @param reader of committed records, of which nobody else knows; closed with the replay
   * @param until where the clock stops
   */
  public Replay(
      Consumer<byte[], byte[]> reader,
      Map<TopicPartition, Long> cut,
      HistoryTime clock,
      Instant until) {
    this.history = new History(reader, cut);
    this.clock = clock;
    this.untilMillis = until.toEpochMilli();
  }

  /** One record, or none while the clock moves, while more is read, and when it is over. */
  public ConsumerRecords<byte[], byte[]> next() {
    if (!history.isKnown()) {
      return ConsumerRecords.empty();
    }
    begin();
    ConsumerRecord<byte[], byte[]> next = history.peek();
    long time = time(next);
    long ahead = time - clock.now();
    if (ahead > STEP.toMillis()) {
      clock.advanceTo(clock.now() + Math.max(STEP.toMillis(), ahead / STEPS));
      return ConsumerRecords.empty();
    }
    clock.advanceTo(time);
    return next == null ? nothingMore() : taken(next);
  }

  /** A record from a clock that ran ahead must not move this one past the end. */
  private long time(@Nullable ConsumerRecord<byte[], byte[]> next) {
    return next == null ? untilMillis : Math.min(next.timestamp(), untilMillis);
  }

  private ConsumerRecords<byte[], byte[]> nothingMore() {
    over = true;
    return ConsumerRecords.empty();
  }

  private ConsumerRecords<byte[], byte[]> taken(ConsumerRecord<byte[], byte[]> next) {
    history.take(next);
    TopicPartition partition = new TopicPartition(next.topic(), next.partition());
    return new ConsumerRecords<>(
        Map.of(partition, List.of(next)), Map.of(partition, position(next)));
  }

  private static OffsetAndMetadata position(ConsumerRecord<byte[], byte[]> taken) {
    Optional<Integer> epoch = taken.leaderEpoch();
    return new OffsetAndMetadata(taken.offset() + 1, epoch, "");
  }

  /** Sets the clock to the first record's time, as soon as that is known; whether it is. */
  public boolean begin() {
    if (!begun && history.isKnown()) {
      clock.advanceTo(time(history.peek()));
      begun = true;
    }
    return begun;
  }

  /** Whether every record was given, and the clock has come to the end. */
  public boolean isOver() {
    return over;
  }

  @Override
  public void close() {
    history.close();
  }
}
