package dev.cascade.auditor.invariants;

import java.time.Instant;
import java.util.Map;

/**
 * How far the topics are read. Topics are read independently of each other, so a record may be seen
 * long before the one that it follows from. A <em>ticket</em> settles that without any waiting
 * time: it is passed when all is read that any transaction had written to the topic at some moment
 * after the ticket was drawn. So what led to a record that is read, and what was committed together
 * with it, is read once a ticket passes that was drawn after reading it.
 */
public interface Reading {

  /** All partitions of a topic. */
  int ALL = -1;

  /** Draws a ticket of the topic. */
  long ticket(String topic);

  /** Whether all is read that was written to the topic before the ticket was drawn. */
  boolean isPassed(String topic, long ticket);

  /**
   * Whether the partition is read as it is written. While the auditor catches up, a compacted topic
   * may leave out what later records have replaced; after that, nothing is left out.
   *
   * @param partition or {@link #ALL}
   */
  boolean isLive(String topic, int partition);

  /** The moment of the present round. */
  Instant now();

  /**
   * Whether the moment lies within the part of history that topics with retention are read of; only
   * there may topics be held against each other.
   */
  boolean isWithinLookBack(Instant moment);

  /**
   * Offsets that consumer groups of services have committed for a partition, by group. Read before
   * the present round, and null-free; empty until it is known.
   */
  Map<String, Long> consumed(String topic, int partition);
}
