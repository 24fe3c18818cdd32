package dev.cascade.chaos.users;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What users were answered, by operation and kind, and for how long each service was not there. */
public final class Tally {

  private static final int MOST_SURPRISES = 100;

  private final Map<String, Map<String, Long>> counts = new TreeMap<>();
  private final Map<String, Outages> outages = new TreeMap<>();
  private final List<String> surprises = new ArrayList<>();

  /**
   * From the first call that failed to the end of the next that did not. Many are under way at a
   * time: what becomes of one that began before another worked says nothing new, and no moment
   * counts twice.
   */
  private static final class Outages {
    private long downSince;
    private boolean isDown;
    private long workedFrom = Long.MIN_VALUE;
    private long workedTo = Long.MIN_VALUE;
    private long longest;
    private long total;
    private int count;

    void failed(long start) {
      if (!isDown && start > workedFrom) {
        isDown = true;
        downSince = Math.max(start, workedTo);
      }
    }

    void worked(long start, long end) {
      workedFrom = Math.max(workedFrom, start);
      workedTo = Math.max(workedTo, end);
      if (isDown && start >= downSince) {
        isDown = false;
        count++;
        total += end - downSince;
        longest = Math.max(longest, end - downSince);
      }
    }
  }

  /**
   * How long a service was not there for its users.
   *
   * @param times how often
   * @param longest the longest time
   * @param total all of them
   */
  public record Outage(int times, Duration longest, Duration total) {}

  synchronized void count(String service, String operation, Answer answer, long start, long end) {
    counts.computeIfAbsent(operation, _ -> new TreeMap<>()).merge(answer.kind(), 1L, Long::sum);
    Outages of = outages.computeIfAbsent(service, _ -> new Outages());
    // A refusal is an answer of somebody who is there, and so is a wait that took as long as it was
    // told to.
    boolean isThere =
        answer.status() >= 200 && answer.status() < 500 && answer.status() != 429
            || answer.status() == 504;
    if (isThere) {
      of.worked(start, end);
    } else {
      of.failed(start);
    }
  }

  /** Notes an answer that a careful user must never get. */
  synchronized void surprise(String what) {
    if (surprises.size() < MOST_SURPRISES) {
      surprises.add(what);
    }
  }

  /** How many answers of each kind, by operation. */
  public synchronized Map<String, Map<String, Long>> counts() {
    Map<String, Map<String, Long>> copy = new TreeMap<>();
    counts.forEach((operation, kinds) -> copy.put(operation, new TreeMap<>(kinds)));
    return copy;
  }

  /** By service. */
  public synchronized Map<String, Outage> outages() {
    Map<String, Outage> copy = new TreeMap<>();
    outages.forEach((service, of) ->
        copy.put(
            service,
            new Outage(of.count, Duration.ofNanos(of.longest), Duration.ofNanos(of.total))));
    return copy;
  }

  /** Answers that must never be given, the first hundred. */
  public synchronized List<String> surprises() {
    return List.copyOf(surprises);
  }
}
