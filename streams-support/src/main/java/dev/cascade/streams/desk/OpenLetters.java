package dev.cascade.streams.desk;

import dev.cascade.streams.query.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One search for open letters that can be replayed as they are. */
final class OpenLetters {

  /** More content is not held at once. */
  private static final long MOST_BYTES = 8L * 1024 * 1024;

  private final LetterFilter filter;
  private final DecidedLetters decided;
  private final Predicate<Origin> isThere;
  private final int most;
  private final Deadline looking;
  private final List<Replay> replays = new ArrayList<>();
  private long bytes;
  private int passedOver;
  private long next;
  private long decidedBefore;

  /**
   * A search.
   *
   * @param isThere whether the partition is there that a record came from
   * @param most how many letters are wanted
   * @param looking until when
   */
  OpenLetters(
      LetterFilter filter,
      DecidedLetters decided,
      Predicate<Origin> isThere,
      int most,
      Deadline looking) {
    this.filter = filter;
    this.decided = decided;
    this.isThere = isThere;
    this.most = most;
    this.looking = looking;
  }

  /** Goes on in that part of a partition. */
  void enter(Span span) {
    next = span.from();
    decidedBefore = span.from();
  }

  /** Looks at the next letter of the part; answers whether to go on. */
  boolean look(ConsumerRecord<byte[], byte[]> record) {
    Letter letter = Letter.of(record);
    LetterState state = decided.stateOf(letter);
    if (state != LetterState.OPEN && decidedBefore == next) {
      decidedBefore = record.offset() + 1;
    }
    next = record.offset() + 1;
    if (filter.wants(letter, state)) {
      take(Replay.of(record, null));
    }
    return !hasEnough();
  }

  private void take(Replay replay) {
    if (!replay.obstacle().isEmpty() || !isThere.test(replay.letter().origin())) {
      passedOver++;
      return;
    }
    replays.add(replay);
    bytes += Math.max(0, replay.record().serializedValueSize());
  }

  boolean hasEnough() {
    return replays.size() >= most || bytes >= MOST_BYTES || looking.isOver();
  }

  /** Where the letter after the last one that was looked at may be. */
  long next() {
    return next;
  }

  /** Before it, every letter of the part is decided. */
  long decidedBefore() {
    return decidedBefore;
  }

  List<Replay> replays() {
    return List.copyOf(replays);
  }

  int passedOver() {
    return passedOver;
  }
}
