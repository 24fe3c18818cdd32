package dev.cascade.streams.history;

import java.time.Instant;

/**
 * A part of a topic that was asked for and could not be seen.
 *
 * @param topic which topic
 * @param partition which partition, or {@link #ANY_PARTITION}
 * @param why it could not be seen
 * @param offset where it begins, or, for {@link Why#DELETED}, where it ends
 * @param from when it begins: records with this timestamp or a later one may be missing
 */
public record Gap(String topic, int partition, Why why, long offset, Instant from) {

  /** Stands for a partition when none of the topic's was looked at. */
  public static final int ANY_PARTITION = -1;

  /** Why something cannot be seen. */
  public enum Why {
    /** The topic does not keep records for so long. */
    DELETED,
    /** As many records, or bytes, were read as one question may read. */
    TOO_MUCH,
    /** The caller's time was over. */
    TOO_LONG
  }
}
