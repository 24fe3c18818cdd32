package dev.cascade.streams.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What waits to be written, of bounded size and in the order in which it came. What comes again
 * while it waits, or within the window after it was written, takes no place of its own: it is
 * counted. Nobody ever waits for room. Thread-safe; its lock is never held while something is
 * rendered or sent.
 *
 * @param <N> a note
 */
final class Backlog<N> {

  private final int most;
  private final Duration window;
  private final Map<Object, Entry<N>> entries = new LinkedHashMap<>();
  private int waiting;

  /**
   * Nothing waits.
   *
   * @param most notes that wait or are remembered for their repeats
   * @param window how long repeats gather after a note was written
   */
  Backlog(int most, Duration window) {
    this.most = most;
    this.window = window;
  }

  /**
   * A note that is to be written now.
   *
   * @param key what makes others its repeats
   * @param id stays the same until the note is written
   * @param note the first of those that are counted
   * @param count how many there are
   * @param firstAt when the first came
   * @param lastAt when the last came
   */
  record Due<N>(Object key, UUID id, N note, long count, Instant firstAt, Instant lastAt) {}

  /**
   * Takes a note.
   *
   * @param key what makes it a repeat of another
   * @param note renders it; not asked for a repeat, nor when there is no room
   * @return whether it will be written; false when there is no room
   */
  boolean add(Object key, Instant now, Supplier<N> note) {
    if (isRepeat(key, now)) {
      return true;
    }
    return hasRoom() && store(key, now, note.get());
  }

  private synchronized boolean isRepeat(Object key, Instant now) {
    Entry<N> known = entries.get(key);
    if (known == null || known.count == 0) {
      return false;
    }
    known.again(now);
    return true;
  }

  private synchronized boolean hasRoom() {
    return waiting < most;
  }

  private synchronized boolean store(Object key, Instant now, N note) {
    if (isRepeat(key, now)) {
      return true;
    }
    Entry<N> written = entries.get(key);
    if (written != null) {
      written.begin(note, now);
    } else if (waiting == most) {
      return false;
    } else {
      makeRoom();
      entries.put(key, new Entry<>(note, now));
    }
    waiting++;
    return true;
  }

  /** Where all places are taken, forgets the oldest note that only its repeats would need. */
  private void makeRoom() {
    if (entries.size() == most) {
      Iterator<Entry<N>> oldestFirst = entries.values().iterator();
      while (oldestFirst.next().count > 0) {
        // It waits to be written.
      }
      oldestFirst.remove();
    }
  }

  /** The oldest that are due, at most so many. They stay until they are said to be done. */
  synchronized List<Due<N>> due(Instant now, int atOnce) {
    entries.values().removeIf(entry -> entry.count == 0 && entry.isDue(now, window));
    List<Due<N>> due = new ArrayList<>();
    for (Map.Entry<Object, Entry<N>> each : entries.entrySet()) {
      if (due.size() == atOnce) {
        break;
      }
      if (each.getValue().count > 0 && each.getValue().isDue(now, window)) {
        due.add(each.getValue().due(each.getKey()));
      }
    }
    return due;
  }

  /** All that waits, due or not, for a service that ends. */
  synchronized List<Due<N>> all() {
    return entries.entrySet().stream()
        .filter(each -> each.getValue().count > 0)
        .map(each -> each.getValue().due(each.getKey()))
        .toList();
  }

  /** It was written, or never can be: what came since waits until the window ends. */
  synchronized void done(Due<N> due, Instant now) {
    Entry<N> entry = entries.get(due.key());
    if (entry != null && entry.id.equals(due.id())) {
      entry.done(due.count(), now.plus(window));
      if (entry.count == 0) {
        waiting--;
      }
    }
  }

  /** How many notes wait to be written. */
  synchronized int waiting() {
    return waiting;
  }

  /** How many occurrences the notes that wait stand for. */
  synchronized long occurrences() {
    return entries.values().stream().mapToLong(entry -> entry.count).sum();
  }

  /** A note with its repeats; without any, the memory of one that was written. */
  private static final class Entry<N> {
    private UUID id = UUID.randomUUID();
    private N note;
    private long count = 1;
    private Instant firstAt;
    private Instant lastAt;
    private Instant dueAt = Instant.MIN;

    private Entry(N first, Instant now) {
      note = first;
      firstAt = now;
      lastAt = now;
    }

    private void begin(N first, Instant now) {
      note = first;
      count = 1;
      firstAt = now;
      lastAt = now;
    }

    private void again(Instant now) {
      count++;
      lastAt = now;
    }

    /** A clock that was set back must not hold a note for longer than the window. */
    private boolean isDue(Instant now, Duration window) {
      return !now.isBefore(dueAt)
          || (dueAt.isAfter(Instant.MIN) && now.isBefore(dueAt.minus(window)));
    }

    private Due<N> due(Object key) {
      return new Due<>(key, id, note, count, firstAt, lastAt);
    }

    private void done(long written, Instant nextDueAt) {
      id = UUID.randomUUID();
      count -= written;
      firstAt = lastAt;
      dueAt = nextDueAt;
    }
  }
}
