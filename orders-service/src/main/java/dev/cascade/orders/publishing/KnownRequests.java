package dev.cascade.orders.publishing;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What this instance knows of one partition of order-requests: which orders were asked for, from
 * one offset to another without a gap, and of so many offsets at most. What it wrote itself it
 * knows when Kafka acknowledges it. An acknowledgement that does not follow on the last one tells
 * of a gap, where others wrote, which has to be read. Thread-safe.
 */
final class KnownRequests {

  private static final long NOWHERE = -1;

  /** By offset; null where there is no request for an order. */
  private final @Nullable AskedOrder[] ring;

  private final List<Waiting> waiting = new ArrayList<>();

  /** The first offset that is known; {@link #NOWHERE} before anything is. */
  private long first = NOWHERE;

  /** The first offset that is not known yet. */
  private long next = NOWHERE;

  /** Up to where somebody wants to know it. */
  private long wanted = NOWHERE;

  private record Waiting(long end, CompletableFuture<Void> reached) {}

  /** Nothing is known. */
  KnownRequests(int capacity) {
    ring = new AskedOrder[capacity];
  }

  /** Begins to know at that offset, unless it has begun before. */
  synchronized void begin(long offset) {
    if (first == NOWHERE) {
      forgetAllBefore(offset);
    }
  }

  /** Kafka acknowledged what this instance wrote; to be called in the order of the offsets. */
  synchronized void wrote(long offset, @Nullable AskedOrder order) {
    if (first != NOWHERE && offset == next) {
      keep(order);
      tellWhoWaits();
    }
  }

  /** Completed when all before that offset is known, or fails when it cannot be read. */
  synchronized CompletableFuture<Void> knownTo(long end) {
    if (end <= next) {
      return CompletableFuture.completedFuture(null);
    }
    Waiting reader = new Waiting(end, new CompletableFuture<>());
    waiting.add(reader);
    wanted = Math.max(wanted, end);
    return reader.reached();
  }

  /** Where to read on, if something is wanted. What is not worth reading is passed over. */
  synchronized OptionalLong unread() {
    if (wanted <= next) {
      return OptionalLong.empty();
    }
    if (wanted - next > ring.length) {
      forgetAllBefore(wanted - ring.length);
    }
    return OptionalLong.of(next);
  }

  /** A reader met this at that offset, and nothing between the record before and it. */
  synchronized void read(long offset, @Nullable AskedOrder order) {
    if (offset >= next) {
      readTo(offset);
      keep(order);
      tellWhoWaits();
    }
  }

  /** A reader met nothing more before that offset. */
  synchronized void readTo(long end) {
    if (end - next > ring.length) {
      forgetAllBefore(end);
    }
    while (next < end) {
      keep(null);
    }
    tellWhoWaits();
  }

  /** What was wanted is gone from the topic, which begins at that offset. */
  synchronized void gone(long beginning) {
    forgetAllBefore(beginning);
    tellWhoWaits();
  }

  /** What is wanted cannot be read now. */
  synchronized void fail(Throwable reason) {
    wanted = next;
    List<Waiting> failed = List.copyOf(waiting);
    waiting.clear();
    failed.forEach(it -> inItsOwnThread(() -> it.reached().completeExceptionally(reason)));
  }

  /**
   * How a request stands.
   *
   * @param order what it asks for
   * @param offset where it is
   * @param reflected the last request that the view reflected when it did not show the order
   */
  synchronized Standing standing(AskedOrder order, long offset, long reflected) {
    if (first == NOWHERE || reflected + 1 < first || reflected >= offset || offset >= next) {
      return Standing.UNKNOWN;
    }
    for (long before = reflected + 1; before < offset; before++) {
      AskedOrder earlier = ring[slot(before)];
      if (earlier != null && earlier.id().equals(order.id())) {
        return earlier.equals(order) ? Standing.REPEATED : Standing.SECOND;
      }
    }
    return Standing.FIRST;
  }

  private void forgetAllBefore(long offset) {
    first = offset;
    next = offset;
  }

  private void keep(@Nullable AskedOrder order) {
    ring[slot(next)] = order;
    next++;
    first = Math.max(first, next - ring.length);
  }

  private int slot(long offset) {
    return (int) (offset % ring.length);
  }

  private void tellWhoWaits() {
    List<Waiting> reached = waiting.stream().filter(it -> it.end() <= next).toList();
    waiting.removeAll(reached);
    reached.forEach(it -> inItsOwnThread(() -> it.reached().complete(null)));
  }

  /** Who waited goes on without the lock that is held here. */
  private static void inItsOwnThread(Runnable task) {
    var unused = Thread.startVirtualThread(task);
  }
}
