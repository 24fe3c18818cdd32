package dev.cascade.simulation.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * One partition. Readers of committed records get no further than the beginning of the first
 * transaction that has no marker here yet, whether it is decided elsewhere or not.
 */
public final class Partition {

  private final String topic;
  private final int number;
  private final String name;
  private final List<Entry> entries = new ArrayList<>();

  /** Transactions without a marker here, by where they begin; the first began first. */
  private final Map<Transaction, Long> open = new LinkedHashMap<>();

  Partition(String topic, int number) {
    this.topic = topic;
    this.number = number;
    this.name = topic + "-" + number;
  }

  /** The topic. */
  public String topic() {
    return topic;
  }

  /** From zero. */
  public int number() {
    return number;
  }

  /** Where the next entry will lie. */
  public long end() {
    return entries.size();
  }

  /** Where readers of committed records stop. */
  public long lastStable() {
    return open.isEmpty() ? end() : open.values().iterator().next();
  }

  /** Whether every transaction that wrote here has its marker. */
  public boolean isStable() {
    return open.isEmpty();
  }

  /** The first committed record from that offset on; null when there is none to be read yet. */
  public @Nullable Entry next(long from) {
    long stop = lastStable();
    for (long offset = from; offset < stop; offset++) {
      Entry entry = entries.get((int) offset);
      if (entry.isVisible()) {
        return entry;
      }
    }
    return null;
  }

  /** Everything that was written, in order. */
  public List<Entry> entries() {
    return entries;
  }

  Entry append(
      byte @Nullable [] key,
      byte @Nullable [] value,
      long timestamp,
      Headers headers,
      @Nullable Transaction transaction) {
    if (transaction != null) {
      open.putIfAbsent(transaction, end());
    }
    Entry entry = new Entry(this, end(), key, value, timestamp, headers, transaction, false);
    entries.add(entry);
    return entry;
  }

  void mark(Transaction transaction, long timestamp) {
    entries.add(
        new Entry(this, end(), null, null, timestamp, new RecordHeaders(), transaction, true));
    open.remove(transaction);
  }

  @Override
  public String toString() {
    return name;
  }
}
