package dev.cascade.streams.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The part of one partition that is read for a question, and how far that has come. */
final class Stretch {

  /**
   * Timestamps of a partition are in order but for a few: what is written at the same moment, and
   * what a stopped writer writes late. When so many records in a row are too late, so is the rest.
   */
  private static final int ENOUGH_LATE_RECORDS = 100;

  private final Map<String, List<Strand>> strands;
  private final long end;
  private final @Nullable Instant until;
  private Instant reached;
  private int lateInARow;

  /**
   * A stretch of which nothing is read yet.
   *
   * @param strands by key
   * @param end the first offset behind it
   */
  Stretch(Map<String, List<Strand>> strands, long end, Instant since, @Nullable Instant until) {
    this.strands = strands;
    this.end = end;
    this.reached = since;
    this.until = until;
  }

  /** Which strands want the record, given with its key as text. */
  boolean isWanted(PastRecord record) {
    return strands.getOrDefault(record.key(), List.of()).stream()
        .anyMatch(strand -> strand.wanted().test(record));
  }

  boolean knows(String key) {
    return strands.containsKey(key);
  }

  /** Takes note of a record; false when it is not of the stretch. */
  boolean passes(ConsumerRecord<byte[], byte[]> record) {
    if (record.offset() >= end) {
      return false;
    }
    Instant time = Instant.ofEpochMilli(record.timestamp());
    boolean late = until != null && !time.isBefore(until);
    lateInARow = late ? lateInARow + 1 : 0;
    if (time.isAfter(reached)) {
      reached = time;
    }
    return !late;
  }

  boolean isOver(long position) {
    return position >= end || lateInARow >= ENOUGH_LATE_RECORDS;
  }

  /** The latest timestamp that was read. */
  Instant reached() {
    return reached;
  }
}
