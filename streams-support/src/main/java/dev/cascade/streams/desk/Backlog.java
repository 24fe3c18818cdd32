package dev.cascade.streams.desk;

import dev.cascade.streams.query.Deadline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds open letters to replay, oldest first, so that records of one key come in the order in which
 * they failed. It remembers up to where all letters are decided, and does not look there again.
 */
final class Backlog {

  /** By partition: the first offset at which a letter may be open. */
  private final Map<Integer, Long> decidedBefore = new ConcurrentHashMap<>();

  /**
   * What was found.
   *
   * @param replays letters that can be replayed as they are
   * @param passedOver how many letters were wanted and cannot
   * @param rest where to go on, null when nothing is left
   */
  record Found(List<Replay> replays, int passedOver, @Nullable Cursor rest) {}

  /** Looks on from the cursor, or from the oldest letter, until the search has enough. */
  Found find(
      List<Span> spans,
      @Nullable Cursor from,
      OpenLetters search,
      Consumer<byte[], byte[]> consumer,
      Deadline deadline) {
    Map<Integer, Long> rest = new HashMap<>();
    for (Span span : spans) {
      int partition = span.partition().partition();
      Span part = new Span(span.partition(), start(span, from), span.to());
      search.enter(part);
      if (!search.hasEnough()) {
        part.visit(consumer, deadline, search::look);
      }
      if (from == null) {
        decidedBefore.merge(partition, search.decidedBefore(), Math::max);
      }
      rest.put(partition, search.hasEnough() ? search.next() : span.to());
    }
    return new Found(
        search.replays(), search.passedOver(), search.hasEnough() ? new Cursor(rest) : null);
  }

  private long start(Span span, @Nullable Cursor from) {
    int partition = span.partition().partition();
    Map<Integer, Long> starts = from == null ? decidedBefore : from.offsets();
    return Math.max(span.from(), starts.getOrDefault(partition, span.from()));
  }
}
