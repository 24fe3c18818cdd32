package dev.cascade.simulation.log;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A transaction: it is decided at one moment, and each partition learns of it at a moment of its
 * own, by a marker.
 */
public final class Transaction {

  private enum State {
    OPEN,
    COMMITTED,
    ABORTED
  }

  private final String producer;
  private final int epoch;
  private State state = State.OPEN;
  private final Set<Partition> unmarked = new LinkedHashSet<>();
  private final List<Entry> written = new ArrayList<>();
  private final Map<Partition, Long> offsets = new LinkedHashMap<>();

  Transaction(String producer, int epoch) {
    this.producer = producer;
    this.epoch = epoch;
  }

  /** The transactional id. */
  public String producer() {
    return producer;
  }

  /** The records in it, as they were written. */
  public List<Entry> written() {
    return written;
  }

  /** Whether nothing is decided. */
  public boolean isOpen() {
    return state == State.OPEN;
  }

  /** Whether it was decided that its records count. */
  public boolean isCommitted() {
    return state == State.COMMITTED;
  }

  /** Where markers are still to be written. */
  public Set<Partition> unmarked() {
    return unmarked;
  }

  /** Whether it is decided and every partition knows. */
  public boolean isOver() {
    return !isOpen() && unmarked.isEmpty();
  }

  int epoch() {
    return epoch;
  }

  Map<Partition, Long> offsets() {
    return offsets;
  }

  void wrote(Entry entry) {
    written.add(entry);
    unmarked.add(entry.partition());
  }

  void takesPart(Partition offsetsOfGroup) {
    unmarked.add(offsetsOfGroup);
  }

  void commit() {
    state = State.COMMITTED;
  }

  void abort() {
    state = State.ABORTED;
  }
}
