package dev.cascade.simulation.log;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What lies at one offset of a partition: a record, or the marker that ends a transaction there.
 *
 * @param partition where it lies
 * @param offset its place
 * @param key null where the record has none
 * @param value null for a tombstone
 * @param timestamp in milliseconds since the epoch
 * @param headers of the record
 * @param transaction that wrote it; null when it was written outside of any
 * @param isMarker whether it is a marker
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never changed
public record Entry(
    Partition partition,
    long offset,
    byte @Nullable [] key,
    byte @Nullable [] value,
    long timestamp,
    Headers headers,
    @Nullable Transaction transaction,
    boolean isMarker) {

  /** Whether readers of committed records are given it, once they may read so far. */
  boolean isVisible() {
    return !isMarker && (transaction == null || transaction.isCommitted());
  }

  /** As people write a place: {@code orders-0@17}. */
  public String place() {
    return partition + "@" + offset;
  }
}
