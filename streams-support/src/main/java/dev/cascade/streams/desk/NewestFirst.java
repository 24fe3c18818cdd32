package dev.cascade.streams.desk;

import dev.cascade.streams.query.Deadline;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Letters from the last to the first. Kafka reads forwards, so it goes back in steps, which grow as
 * long as they are quick: a glance reads a few letters, a long search reads many at once.
 */
final class NewestFirst {

  private static final Comparator<Tail> BY_TIME =
      Comparator.comparing(tail -> tail.peek().orElseThrow().time());

  private final List<Tail> tails;

  NewestFirst(List<Tail> tails) {
    this.tails = tails;
  }

  /** The next older letter; empty when there is none. */
  Optional<Letter> next() {
    return tails.stream().filter(tail -> tail.peek().isPresent()).max(BY_TIME).flatMap(Tail::take);
  }

  /** Where to go on; null when nothing is left. */
  @Nullable Cursor rest() {
    return tails.stream().allMatch(Tail::isEmpty)
        ? null
        : new Cursor(tails.stream().collect(Collectors.toMap(Tail::partition, Tail::upTo)));
  }

  /** What is left of one partition. */
  static final class Tail {

    private static final int FIRST_STEP = 64;
    private static final int LONGEST_STEP = 4_096;
    private static final long QUICK_MILLIS = 150;

    private final Consumer<byte[], byte[]> consumer;
    private final Deadline deadline;
    private final Deque<Letter> ahead = new ArrayDeque<>();
    private Span unread;
    private int step = FIRST_STEP;

    Tail(Span unread, Consumer<byte[], byte[]> consumer, Deadline deadline) {
      this.unread = unread;
      this.consumer = consumer;
      this.deadline = deadline;
    }

    int partition() {
      return unread.partition().partition();
    }

    Optional<Letter> peek() {
      while (ahead.isEmpty() && !unread.isEmpty()) {
        stepBack();
      }
      return Optional.ofNullable(ahead.peekFirst());
    }

    Optional<Letter> take() {
      return Optional.ofNullable(ahead.pollFirst());
    }

    boolean isEmpty() {
      return ahead.isEmpty() && unread.isEmpty();
    }

    /** The offset after the next letter. */
    long upTo() {
      Letter next = ahead.peekFirst();
      return next == null ? unread.to() : next.id().offset() + 1;
    }

    private void stepBack() {
      long started = System.nanoTime();
      long from = Math.max(unread.from(), unread.to() - step);
      new Span(unread.partition(), from, unread.to())
          .visit(
              consumer,
              deadline,
              record -> {
                ahead.addFirst(Letter.of(record));
                return true;
              });
      unread = new Span(unread.partition(), unread.from(), from);
      boolean quick = System.nanoTime() - started < QUICK_MILLIS * 1_000_000;
      step = quick ? Math.min(LONGEST_STEP, step * 2) : Math.max(FIRST_STEP, step / 2);
    }
  }
}
